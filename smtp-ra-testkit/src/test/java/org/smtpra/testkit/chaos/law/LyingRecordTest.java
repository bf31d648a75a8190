package org.smtpra.testkit.chaos.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.smtpra.testkit.chaos.law.RecordDraft.NOT_SENT;
import static org.smtpra.testkit.chaos.law.RecordDraft.REFUSED;
import static org.smtpra.testkit.chaos.law.RecordDraft.SENT;
import static org.smtpra.testkit.chaos.law.RecordDraft.UNKNOWN;
import static org.smtpra.testkit.chaos.law.RecordDraft.order;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.chaos.front.FrontConnection;
import org.smtpra.testkit.chaos.host.HostTruth;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/** The checker can fail: each lie is found, by the law it breaks. */
class LyingRecordTest {

  private final RecordDraft draft = RecordDraft.honest();

  @Test
  void honestRecordBreaksNoLaw() {
    assertEquals(List.of(), draft.broken());
  }

  @Test
  void figuresThatWereNeverReadAreFound() {
    draft.samples.clear();
    assertEquals(List.of("FiguresAddUp"), draft.broken());
  }

  @ParameterizedTest
  @CsvSource({
    "sends, 4",
    "send.failed, 3",
    "send.ambiguous, 0",
    "leases, 2",
    "sessions.idle, 2",
    "host.cooldown, 1"
  })
  void figureThatIsAnotherThanTheTruthIsFound(String name, long figure) {
    draft.samples.set(0, RecordDraft.sample(Map.of(name, figure)));
    assertEquals(List.of("FiguresAddUp"), draft.broken());
  }

  @Test
  void messagesThatAreNotYetCountedWhenTheirCallersKnowAreFound() {
    draft.samples.set(0, RecordDraft.sample(Map.of("sends", 2L, "send.success", 0L)));
    assertEquals(List.of("FiguresAddUp"), draft.broken());
  }

  @Test
  void counterThatGoesBackIsFound() {
    draft.samples.set(0, RecordDraft.sample(Map.of("sessions.opened", 2L)));
    draft.samples.add(RecordDraft.sample(Map.of("sessions.opened", 1L)));
    assertEquals(List.of("FiguresAddUp"), draft.broken());
  }

  @Test
  void messageThatExistsTwiceIsFound() {
    draft.arrive(order(SENT));
    assertEquals(List.of("ExactlyOneCopy"), draft.broken());
  }

  @Test
  void messageThatIsLostIsFound() {
    draft.received.remove(0);
    assertEquals(List.of("ExactlyOneCopy"), draft.broken());
  }

  @Test
  void messageThatTheServerSaidItHasAndThrewAwayIsTheServersDoing() {
    draft.received.remove(0);
    List<String> lie = new ArrayList<>(RecordDraft.conversation(SENT));
    lie.add(lie.size() - 1, "-- Dropping[fault=Reply[lines=[250 2.0.0 Queued]]]");
    draft.sessions.set(0, RecordDraft.session(1, lie));
    assertEquals(List.of(), draft.broken());
  }

  @Test
  void messageAtAnotherHostThanToldIsFound() {
    draft.outcomes.set(
        0,
        new CallOutcome(
            SENT,
            Optional.empty(),
            true,
            "elsewhere:25",
            draft.outcomes.get(0).recipients(),
            draft.outcomes.get(0).time()));
    assertEquals(List.of("ExactlyOneCopy"), draft.broken());
  }

  @Test
  void copyOfAMessageToldToBeSafeToSendAgainIsFound() {
    draft.arrive(order(NOT_SENT));
    assertEquals(List.of("ExactlyOneCopy", "RecipientsAsStated"), draft.broken());
  }

  @Test
  void twoCopiesForDifferentRecipientsAreOneForEach() {
    draft.received.remove(0);
    draft.held.remove(0);
    MailOrder order = order(SENT);
    draft.orders.set(0, withPolicy(order, SmtpRecipientPolicy.SEND_TO_ACCEPTED));
    draft.arrive(order, List.of("anna@example.test"), order.octets().canonical());
    draft.arrive(order, List.of("bert@example.test"), order.octets().canonical());
    assertEquals(List.of(), draft.broken());
    draft.arrive(order, List.of("bert@example.test"), order.octets().canonical());
    assertEquals(List.of("ExactlyOneCopy"), draft.broken());
  }

  private static MailOrder withPolicy(MailOrder order, SmtpRecipientPolicy policy) {
    return new MailOrder(
        order.run(), order.number(), order.recipients(), policy, order.content(), order.manner());
  }

  @Test
  void hostThatIsTriedAgainAndAgainWhileItIsDownIsFound() {
    draft.play("takes connections and resets them", Duration.ofMillis(100));
    for (int i = 0; i < 3; i++) {
      draft.connections.add(new FrontConnection(2525, 1_000 + i, 2_000 + i, true, false));
    }
    assertEquals(List.of("MailGoesOn"), draft.broken());
    draft.connections.add(new FrontConnection(2525, 5_000, 6_000, true, false));
    assertEquals(List.of("DownHostLeftAlone", "MailGoesOn"), draft.broken());
  }

  @Test
  void mailThatGoesOnByAWorseTierIsFound() {
    draft.play("killed", Duration.ofMillis(1));
    draft.otherHosts.add(
        new HostTruth("better:25", -1, List.of(), List.of(), List.of(), List.of(), List.of()));
    Duration late = Duration.ofSeconds(6);
    draft.outcomes.set(
        0,
        new CallOutcome(
            SENT,
            Optional.empty(),
            true,
            RecordDraft.HOST,
            draft.outcomes.get(0).recipients(),
            new CallOutcome.CallTime(late.toNanos(), late.toNanos(), late.toNanos() + 1)));
    assertEquals(List.of("BetterTierServes"), draft.broken());
  }

  @Test
  void wrongPasswordThatIsTriedAgainAndAgainIsFound() {
    String response =
        Base64.getEncoder()
            .encodeToString("n,,n=mallory@example.test,r=x".getBytes(StandardCharsets.US_ASCII));
    List<String> lines = List.of("C: AUTH SCRAM-SHA-256 " + response, "S: 535 5.7.8 no");
    draft.sessions.add(RecordDraft.session(2, lines));
    assertEquals(List.of(), draft.broken());
    draft.sessions.add(RecordDraft.session(3, lines));
    assertEquals(List.of("WrongPasswordSeldom"), draft.broken());
  }

  @Test
  void copyOfARefusedMessageIsFound() {
    draft.arrive(order(REFUSED));
    assertEquals(List.of("ExactlyOneCopy", "RecipientsAsStated"), draft.broken());
  }

  @Test
  void secondCopyOfAnUnknownMessageIsFoundAndTheFirstIsAllowed() {
    draft.arrive(order(UNKNOWN));
    assertEquals(List.of("ExactlyOneCopy"), draft.broken());
  }

  @Test
  void copyThatNobodySentIsFound() {
    draft.arrive(order(99));
    assertEquals(List.of("ExactlyOneCopy"), draft.broken());
  }

  @Test
  void recipientTooFewIsFound() {
    draft.received.clear();
    draft.arrive(order(SENT), List.of("anna@example.test"), order(SENT).octets().canonical());
    assertEquals(List.of("ExactlyOneCopy", "RecipientsAsStated"), draft.broken());
  }

  @Test
  void recipientNobodyNamedIsFound() {
    draft.received.clear();
    draft.arrive(
        order(SENT),
        List.of("anna@example.test", "bert@example.test", "eve@example.test"),
        order(SENT).octets().canonical());
    assertEquals(List.of("RecipientsAsStated"), draft.broken());
  }

  @Test
  void emptyMailForSomeWhereAllOrNoneWereAskedForIsFound() {
    MailOrder order = order(REFUSED);
    draft.held.add(
        new ReceivedMessage(
            1,
            order.sender(),
            List.of("anna@example.test"),
            List.of(),
            new byte[0],
            "clerk@example.test",
            true,
            "me"));
    assertEquals(List.of("RecipientsAsStated"), draft.broken());
  }

  @Test
  void octetThatDiffersIsFound() {
    draft.received.remove(0);
    byte[] content = order(SENT).octets().canonical();
    content[content.length - 3]++;
    draft.arrive(order(SENT), order(SENT).recipients(), content);
    assertEquals(List.of("CanonicalOctets"), draft.broken());
  }

  @Test
  void contentOfAnotherMessageIsFound() {
    draft.received.remove(0);
    draft.arrive(order(SENT), order(SENT).recipients(), order(NOT_SENT).octets().canonical());
    assertEquals(List.of("CanonicalOctets", "ExclusiveSessions"), draft.broken());
  }

  @Test
  void messageThatARelayMadeTwoOfIsFound() {
    draft.handedOn.addAll(draft.received);
    assertEquals(List.of(), draft.broken());
    draft.handedOn.add(
        new ReceivedMessage(
            2,
            "evil@example.test",
            List.of("anna@example.test"),
            List.of(),
            "x".getBytes(StandardCharsets.US_ASCII),
            "",
            false,
            "relay"));
    assertEquals(List.of("RelayedUnchanged"), draft.broken());
  }

  @Test
  void twoMessagesInOneSessionAtOnceAreFound() {
    List<String> first = RecordDraft.conversation(SENT);
    draft.sessions.set(0, RecordDraft.session(1, first.subList(0, 4), first));
    assertEquals(List.of("ExclusiveSessions"), draft.broken());
  }

  @Test
  void transactionThatWasResetDoesNotOverlapTheNext() {
    List<String> first = RecordDraft.conversation(SENT);
    draft.sessions.set(
        0,
        RecordDraft.session(
            1, first.subList(0, 4), List.of("C: RSET", "S: 250 2.0.0 Reset"), first));
    assertEquals(List.of(), draft.broken());
  }

  @Test
  void sessionBeyondThePoolIsFound() {
    draft.openings.add(3);
    assertEquals(List.of("SessionsWithinPool"), draft.broken());
  }

  @Test
  void twoUnknownMessagesOfOneConnectionAreFound() {
    int other = 5;
    draft.add(
        order(other), Disposition.UNKNOWN, RecordDraft.failure(SmtpFailureKind.UNKNOWN_AFTER_DATA));
    draft.sessions.set(
        0,
        RecordDraft.session(1, RecordDraft.conversation(UNKNOWN), RecordDraft.conversation(other)));
    assertEquals(List.of("OneUnknownPerConnection"), draft.broken());
    draft.mostInFlight = 2;
    assertEquals(List.of(), draft.broken());
  }

  @Test
  void callThatTakesTooLongIsFound() {
    draft.outcomes.set(
        0,
        RecordDraft.outcome(
            order(SENT), Disposition.ACCEPTED, Optional.empty(), Duration.ofSeconds(12)));
    assertEquals(List.of("BoundedWaits"), draft.broken());
  }

  @Test
  void callThatNeverReturnsIsFound() {
    draft.orders.add(order(6));
    assertEquals(List.of("EveryCallReturns"), draft.broken());
  }

  @Test
  void userWhoIsRefusedForAnothersPasswordIsFound() {
    draft.add(
        order(7),
        Disposition.NOT_ATTEMPTED,
        RecordDraft.failure(
            SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.AUTHENTICATION_REFUSED));
    assertEquals(List.of("OwnPasswordOnly"), draft.broken());
  }

  @Test
  void messageInAnotherUsersSessionIsFound() {
    MailOrder order = RecordDraft.orderOfMallory(8);
    draft.add(order, Disposition.ACCEPTED, Optional.empty());
    draft.countedAsSent++;
    draft.arrive(order);
    assertEquals(List.of("OwnPasswordOnly"), draft.broken());
  }

  @Test
  void passwordInClearTextIsFound() {
    draft.breaches.add("session 1: AUTH_UNDER_TLS: AUTH in clear text");
    assertEquals(List.of("GoodConduct"), draft.broken());
  }

  @Test
  void miscountIsFound() {
    draft.countedAsSent++;
    draft.countedAsFailed.remove(SmtpFailureKind.UNKNOWN_AFTER_DATA);
    assertEquals(List.of("CountersAgree"), draft.broken());
    assertEquals(2, Law.allViolations(draft.record()).size());
  }

  @Test
  void threadLeftBehindIsFound() {
    draft.left.add("thread smtp-ra-worker-1");
    assertEquals(List.of("NothingLeft"), draft.broken());
  }

  @Test
  void runInWhichNothingWasSentProvesNothing() {
    draft.orders.remove(0);
    draft.outcomes.remove(0);
    draft.received.remove(0);
    draft.countedAsSent = 0;
    assertEquals(List.of("MailGoesOn"), draft.broken());
  }
}
