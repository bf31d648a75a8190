package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.Stage;
import org.smtpra.transport.Deadline;

/** A window that ends before all its verdicts are there: what was begun is in doubt, no more. */
class WindowEndTest extends WindowScenario {

  @Test
  void deadlineOfTheFirstMessageEndsAllThatAreInFlight() throws Exception {
    ShortTime.play(this::endByTheDeadline);
  }

  private void endByTheDeadline(Duration limit) throws Exception {
    server.clearFaults();
    TestClient client = client();
    SmtpSession session = proven(client);
    server.on(Stage.FINAL_REPLY, new Fault.Stall());
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    Deadline deadline = client.in(limit);
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class,
            () -> session.send(message(2), behind(told, 3, 4), deadline, Consent.GIVEN));
    assertUnknown(SmtpFailureReason.TIMEOUT, failure);
    assertEquals(2, told.size());
    told.forEach(one -> assertUnknown(SmtpFailureReason.TIMEOUT, one.orElseThrow()));
    assertFalse(session.isUsable());
  }

  @Test
  void whatIsCalledOffBeforeTheFirstOctetTellsNobodyElse() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class,
            () ->
                session.send(
                    message(2),
                    behind(told, 3, 4),
                    client.soon(),
                    () -> Optional.of(FailureCause.CANCELLED)));
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
    assertEquals(List.of(), told);
    assertTaken(messages(1));
  }

  @Test
  void nothingIsBegunOnceTheServerIsHeardToEndTheSession() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    server.on(Stage.MAIL, new Fault.ReplyThenClose("421 4.3.2 bye"));
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    List<NextMessage> behind = behind(told, 3, 6);
    behind.set(
        0,
        asking(
            () -> {
              server.awaitClosed(1);
              return true;
            },
            behind.get(0)));
    assertThrows(
        SmtpFailure.class, () -> session.send(message(2), behind, client.soon(), Consent.GIVEN));
    assertTrue(told.size() <= 1, () -> "begun behind the 421: " + told);
    assertTaken(messages(1));
  }

  @Test
  void abortInTheMidstOfAWindowLeavesWhatIsInFlightInDoubt() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    server.on(Stage.FINAL_REPLY, new Fault.Stall());
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    List<NextMessage> behind = behind(told, 3, 4);
    behind.set(
        1,
        asking(
            () -> {
              session.abort(FailureCause.SHUTDOWN);
              return true;
            },
            behind.get(1)));
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class,
            () -> session.send(message(2), behind, client.soon(), Consent.GIVEN));
    assertUnknown(SmtpFailureReason.SHUTDOWN, failure);
    assertEquals(2, told.size());
    told.forEach(one -> assertUnknown(SmtpFailureReason.SHUTDOWN, one.orElseThrow()));
  }

  @Test
  void interruptInTheMidstOfAWindowLeavesWhatIsInFlightInDoubtAndSendsNoMore() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    List<NextMessage> behind = behind(told, 3, 5);
    behind.set(
        0,
        asking(
            () -> {
              Thread.currentThread().interrupt();
              return true;
            },
            behind.get(0)));
    try {
      session.send(message(2), behind, client.soon(), Consent.GIVEN);
    } catch (SmtpFailure e) {
      assertUnknown(SmtpFailureReason.CANCELLED, e);
    }
    assertTrue(Thread.interrupted());
    assertEquals(1, told.size(), "the fourth was not begun");
    server.awaitClosed(1);
    assertTrue(server.received().size() <= 3, () -> server.received() + " were taken");
  }

  @Test
  void errorInTheMidstOfAWindowLeavesWhatIsInFlightInDoubt() throws Exception {
    TestClient client = client();
    SmtpSession session = proven(client);
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    List<NextMessage> behind = behind(told, 3, 5);
    behind.set(
        1,
        asking(
            () -> {
              throw new IllegalStateException("broken");
            },
            behind.get(1)));
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class,
            () -> session.send(message(2), behind, client.soon(), Consent.GIVEN));
    assertUnknown(SmtpFailureReason.MESSAGE_INVALID, failure);
    assertEquals(1, told.size());
    assertUnknown(SmtpFailureReason.MESSAGE_INVALID, told.get(0).orElseThrow());
    assertFalse(session.isUsable());
  }

  private static void assertUnknown(SmtpFailureReason reason, SmtpFailure failure) {
    assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure.classification().kind());
    assertEquals(reason, failure.classification().reason());
  }
}
