package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.Stage;

/** Under FULL several messages of a batch are in flight at once: which, and how many. */
class WindowTest extends WindowScenario {

  private final List<Optional<SmtpFailure>> nobodyIsTold = new ArrayList<>();

  @Test
  void hundredMessagesCostLessThanAFifthOfARoundTripEach() throws Exception {
    server.close();
    server = WireMode.FULL.server().collectFor(Duration.ofMillis(300)).start();
    List<Outgoing> messages = messages(100);
    assertEquals(Collections.nCopies(100, Optional.empty()), sendRow(messages));
    assertTaken(messages);
    // The first one alone, then windows of eight: 1 + 13; and the greeting, EHLO and QUIT.
    assertTrue(server.roundTrips(1) <= 20, () -> server.roundTrips(1) + " round trips");
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void windowIsOneRoundTripOfEightMessages() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    session.send(message(2), behind(told, 3, 12), client.soon(), Consent.GIVEN);
    assertEquals(Collections.nCopies(7, Optional.empty()), told);
    assertEquals(1, session.times().roundTrips());
    assertEquals(9, session.messages());
    assertTrue(session.looksIdle());
    assertTaken(messages(9));
    session.close();
  }

  @Test
  void firstMessageOfASessionGoesAloneUntilTheServerHasShownThatItKnowsBdat() throws Exception {
    TestClient client = client();
    SmtpSession session = client.open(server);
    session.send(message(1), behind(nobodyIsTold, 2, 4), client.soon(), Consent.GIVEN);
    assertEquals(List.of(), nobodyIsTold);
    assertTaken(messages(1));
    session.close();
  }

  @Test
  void nothingGoesWithAMessageToDovecotsSubmissionService() throws Exception {
    server.on(Stage.GREETING, new Fault.Reply("220 mail.example.test Dovecot ready."));
    assertGoesAlone(message(2), message(3));
  }

  @Test
  void messageOfSeveralRecipientsNeitherOpensNorJoinsAWindow() throws Exception {
    Outgoing several = OverlapScenario.message(2, "a@example.org", "b@example.org");
    assertGoesAlone(several, message(3));
    assertGoesAlone(message(3), several);
  }

  @Test
  void messageThatIsNotInMemoryNeitherOpensNorJoinsAWindow() throws Exception {
    Outgoing streamed =
        new Outgoing(TestMessage.to("s@example.org"), TestMessage.small().streamed());
    assertGoesAlone(streamed, message(3));
    assertGoesAlone(message(3), streamed);
  }

  @Test
  void messageThatMayNotFollowStaysBehindAndSoDoAllBehindIt() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    List<NextMessage> behind = behind(told, 3, 5);
    behind.set(1, asking(() -> false, behind.get(1)));
    session.send(message(2), behind, client.soon(), Consent.GIVEN);
    assertEquals(List.of(Optional.empty()), told);
    assertTrue(session.looksIdle());
    assertTaken(messages(3));
    session.close();
  }

  @Test
  void messageThatEndsEarlierThanTheFirstOneDoesNotJoin() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    NextMessage hurried =
        new NextMessage(
            message(3),
            client.in(Duration.ofSeconds(5)),
            () -> true,
            new ToldVerdict(nobodyIsTold::add));
    session.send(message(2), List.of(hurried), client.soon(), Consent.GIVEN);
    assertEquals(List.of(), nobodyIsTold);
    assertTaken(messages(2));
    session.close();
  }

  @Test
  void muchContentGoesInSmallerWindows() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    List<Outgoing> messages = new ArrayList<>();
    for (int number = 2; number <= 9; number++) {
      messages.add(
          new Outgoing(
              TestMessage.to("r" + number + "@example.org"),
              TestMessage.of(
                  "Subject: much\r\n\r\n"
                      + "x".repeat(78)
                      + "\r\n"
                      + ("y".repeat(78) + "\r\n").repeat(3000))));
    }
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    List<NextMessage> behind = new ArrayList<>();
    messages.subList(1, 8).forEach(message -> behind.add(behind(message, told)));
    session.send(messages.get(0), behind, client.soon(), Consent.GIVEN);
    assertTrue(told.size() < 7, "1.9 MB were in flight at once");
    for (Outgoing message : messages.subList(1 + told.size(), 8)) {
      session.send(message, List.of(), client.soon(), Consent.GIVEN);
    }
    messages.add(0, message(1));
    assertTaken(messages);
    session.close();
  }

  /** Both sides would wait for each other for ever if nobody read. */
  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void longRepliesOverSmallBuffersBlockNobody(int lines) throws Exception {
    server.close();
    server = scripted().socketBuffers(1024).start();
    List<String> reply =
        new ArrayList<>(Collections.nCopies(lines, "250-2.1.0 " + "o".repeat(900)));
    reply.add("250 2.1.0 OK");
    for (Stage stage : List.of(Stage.MAIL, Stage.RCPT, Stage.RSET)) {
      server.always(stage, new Fault.Reply(reply));
    }
    List<Outgoing> messages = messages(9);
    assertEquals(Collections.nCopies(9, Optional.empty()), sendRow(messages));
    assertTaken(messages);
  }

  @Test
  void manyRefusalsMakeTheWindowSmallAndEndTheSessionBeforeTheServerDoes() throws Exception {
    server.always(Stage.RCPT, new Fault.Reply("550 5.1.1 unknown"));
    server.on(Stage.RCPT, 1, new Fault.Reply("250 2.1.5 OK"));
    TestClient client = client();
    SmtpSession session = proven(client);
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    assertThrows(
        SmtpFailure.class, () -> session.send(message(2), List.of(), client.soon(), Consent.GIVEN));
    assertThrows(
        SmtpFailure.class,
        () -> session.send(message(3), behind(told, 4, 12), client.soon(), Consent.GIVEN));
    assertEquals(5, told.size(), "two refusals came before, and eight are the most");
    assertFalse(session.isUsable());
    assertTaken(messages(1));
  }

  /** Exim counts what resets a refused message for the whole session. */
  @Test
  void refusedMessagesOfASessionLeaveLessAndLessRoomForWindows() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    List<Integer> sizes = new ArrayList<>();
    for (int number = 2; number < 10; number++) {
      List<Optional<SmtpFailure>> told = new ArrayList<>();
      server.refuse("r" + number + "@example.org", "550 5.1.1 unknown");
      int refused = number;
      assertThrows(
          SmtpFailure.class,
          () ->
              session.send(message(refused), behind(told, 100, 110), client.soon(), Consent.GIVEN));
      if (told.isEmpty()) {
        session.send(message(100), List.of(), client.soon(), Consent.GIVEN);
      }
      sizes.add(1 + told.size());
    }
    assertEquals(List.of(8, 7, 6, 5, 4, 3, 2, 1), sizes);
    assertTrue(session.isUsable());
    session.close();
  }

  /** Nothing of the second one leaves with the first one. */
  private void assertGoesAlone(Outgoing first, Outgoing second) throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    session.send(first, List.of(behind(second, nobodyIsTold)), client.soon(), Consent.GIVEN);
    assertEquals(List.of(), nobodyIsTold);
    assertTrue(session.looksIdle());
    session.close();
  }
}
