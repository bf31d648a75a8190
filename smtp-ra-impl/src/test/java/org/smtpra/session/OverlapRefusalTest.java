package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE;
import static org.smtpra.SmtpFailureKind.UNKNOWN_AFTER_DATA;
import static org.smtpra.session.Failures.assertFailure;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.Stage;

/** What is refused or lost while messages overlap, and what that means for their neighbours. */
class OverlapRefusalTest extends OverlapScenario {

  @ParameterizedTest
  @CsvSource({
    "451 4.7.1 later, RETRYABLE_TEMPORARY_FAILURE",
    "550 5.7.1 no,    PERMANENT_FAILURE",
    "421 4.3.2 bye,   UNKNOWN_AFTER_DATA",
    "451 4.4.1 route, UNKNOWN_AFTER_DATA",
    "521 5.3.2 never, PERMANENT_FAILURE"
  })
  void refusedContentDoesNotDisturbTheMessageThatHasBegun(String verdict, String kind)
      throws Exception {
    server.on(Stage.FINAL_REPLY, 2, new Fault.Reply(verdict));
    List<Outgoing> messages = messages(4);
    List<Optional<SmtpFailure>> told = sendRow(messages);
    assertEquals(kind, told.get(1).orElseThrow().classification().kind().toString());
    told.remove(1);
    assertEquals(List.of(Optional.empty(), Optional.empty(), Optional.empty()), told);
    messages.remove(1);
    assertTaken(messages);
    boolean kept = kind.equals("RETRYABLE_TEMPORARY_FAILURE") || verdict.startsWith("550");
    assertEquals(kept ? 1 : 2, server.sessionsAccepted());
  }

  @Test
  void refusalThatWasNotTheLastWordIsInDoubt() throws Exception {
    server.on(
        Stage.FINAL_REPLY,
        new Fault.Accepting(new Fault.ReplyThenExtra("552 5.3.4 big", "250 2.0.0 OK\r\n")));
    TestClient client = client();
    SmtpSession session = client.open(server);
    Outgoing second = message(2);
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class,
            () -> session.send(message(1), next(second), client.soon(), Consent.GIVEN));
    assertFailure(
        UNKNOWN_AFTER_DATA, SmtpFailureReason.PROTOCOL_ERROR, SmtpSendStage.FINAL_REPLY, failure);
    assertFalse(session.awaits(second));
  }

  @Test
  void connectionLostBehindARefusalTakesNothingBack() throws Exception {
    server.on(Stage.FINAL_REPLY, new Fault.ReplyThenClose("550 5.7.1 no"));
    List<Optional<SmtpFailure>> told = sendRow(messages(2));
    assertEquals(PERMANENT_FAILURE, told.get(0).orElseThrow().classification().kind());
    assertEquals(Optional.empty(), told.get(1));
    assertEquals(2, server.sessionsAccepted());
  }

  @Test
  void lostVerdictIsUnknownAndTheMessageThatHadBegunIsSentOverAnotherSession() throws Exception {
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.CloseBefore()));
    List<Outgoing> messages = messages(3);
    List<Optional<SmtpFailure>> told = sendRow(messages);
    assertEquals(UNKNOWN_AFTER_DATA, told.get(0).orElseThrow().classification().kind());
    assertEquals(List.of(Optional.empty(), Optional.empty()), told.subList(1, 3));
    assertTaken(messages);
    assertEquals(2, server.sessionsAccepted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"550 5.1.1 unknown", "450 4.2.1 busy"})
  void refusedRecipientDoesNotDisturbItsNeighbours(String reply) throws Exception {
    server.refuse("r2@example.org", reply);
    List<Outgoing> messages = messages(3);
    List<Optional<SmtpFailure>> told = sendRow(messages);
    assertEquals(SmtpSendStage.RCPT_TO, told.get(1).orElseThrow().classification().stage());
    messages.remove(1);
    assertTaken(messages);
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void dataThatIsGrantedWithoutARecipientMailsNothingToAnybody() throws Exception {
    server.refuse("r2@example.org", "550 5.1.1 unknown");
    server.on(Stage.DATA, 2, new Fault.Reply("354 go on"));
    List<Outgoing> messages = messages(3);
    List<Optional<SmtpFailure>> told = sendRow(messages);
    assertEquals(PERMANENT_FAILURE, told.get(1).orElseThrow().classification().kind());
    assertEquals(
        List.of("r1@example.org", "r3@example.org"),
        server.awaitReceived(2).stream().flatMap(taken -> taken.recipients().stream()).toList());
  }

  @Test
  void farewellToTheEnvelopeThatWentAheadIsAStaleSession() throws Exception {
    server.on(Stage.MAIL, 2, new Fault.ReplyThenClose("421 4.3.2 bye"));
    TestClient client = client();
    SmtpSession session = client.open(server);
    Outgoing second = message(2);
    session.send(message(1), next(second), client.soon(), Consent.GIVEN);
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class, () -> session.send(second, NOTHING, client.soon(), Consent.GIVEN));
    assertFailure(
        RETRYABLE_TEMPORARY_FAILURE, SmtpFailureReason.DEFERRED, SmtpSendStage.MAIL_FROM, failure);
    assertFalse(session.isUsable());
    assertEquals(1, server.received().size());
  }
}
