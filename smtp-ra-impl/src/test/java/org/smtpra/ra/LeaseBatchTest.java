package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendOutcome.Failed;
import org.smtpra.SmtpSendOutcome.Sent;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.Stage;

class LeaseBatchTest extends LeaseBatchScenario {

  private List<String> subjects() {
    return server.received().stream().map(one -> one.header("Subject")).toList();
  }

  @Test
  void outcomesComeInOrderAndEachNamesItsMessage() throws Exception {
    List<MimeMessage> messages = messages(5);
    List<SmtpSendOutcome> outcomes = send(messages);
    assertEquals("Sent Sent Sent Sent Sent", kinds(outcomes));
    for (int i = 0; i < 5; i++) {
      Sent sent = (Sent) outcomes.get(i);
      assertSame(messages.get(i), sent.message());
      assertEquals(messages.get(i).getMessageID(), sent.result().messageId());
      assertEquals(1, sent.result().attempts());
    }
    assertEquals(List.of("number 0", "number 1", "number 2", "number 3", "number 4"), subjects());
    assertEquals(1, server.sessionsAccepted());
    assertEquals(5, smtp.status().sent());
    assertTrue(server.roundTripsPerMessage(1) <= 1.2, "envelopes travel with contents");
  }

  @Test
  void refusedAndInvalidMessagesDoNotStopTheOthers() throws Exception {
    List<MimeMessage> messages = messages(5);
    messages.get(1).setRecipients(MimeMessage.RecipientType.TO, "nobody@example.org");
    messages.get(3).removeHeader("To");
    server.refuse("nobody@example.org", "550 5.1.1 unknown");
    List<SmtpSendOutcome> outcomes = send(messages);
    assertEquals("Sent Failed Sent Failed Sent", kinds(outcomes));
    assertEquals(
        SmtpFailureReason.RECIPIENTS_REFUSED,
        ((Failed) outcomes.get(1)).failure().classification().reason());
    assertEquals(
        SmtpFailureReason.MESSAGE_INVALID,
        ((Failed) outcomes.get(3)).failure().classification().reason());
    assertEquals(List.of("number 0", "number 2", "number 4"), subjects());
    assertEquals(2, smtp.status().failures());
  }

  @Test
  void lostSessionGoesOnOverANewOneAndNothingInDoubtIsRepeated() throws Exception {
    server.on(Stage.FINAL_REPLY, 2, new Fault.Accepting(new Fault.CloseBefore()));
    List<SmtpSendOutcome> outcomes = send(messages(4));
    assertEquals("Sent Failed Sent Sent", kinds(outcomes));
    SmtpSendFailedException doubt = ((Failed) outcomes.get(1)).failure();
    assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, doubt.classification().kind());
    assertEquals(List.of("number 0", "number 1", "number 2", "number 3"), subjects());
    assertEquals(2, server.sessionsAccepted());
  }

  @Test
  void sessionThatWasClosedBetweenTwoMessagesIsReplacedWithoutAWord() throws Exception {
    server.on(Stage.MAIL, 3, new Fault.CloseBefore());
    assertEquals("Sent Sent Sent Sent", kinds(send(messages(4))));
    assertEquals(2, server.sessionsAccepted());
    assertEquals(4, server.received().size());
  }

  @Test
  void listenerHearsOfEveryMessageAndMayThrow() throws Exception {
    List<String> heard = new ArrayList<>();
    SmtpBatchOptions options =
        SmtpBatchOptions.builder()
            .listener(
                (outcome, decided, total) -> {
                  heard.add(outcome.getClass().getSimpleName() + " " + decided + "/" + total);
                  throw new IllegalStateException("a listener's own trouble");
                })
            .build();
    server.on(Stage.MAIL, 2, new Fault.Reply("550 5.7.1 no"));
    assertEquals("Sent Failed Sent", kinds(send(messages(3), options)));
    assertEquals(List.of("Sent 1/3", "Failed 2/3", "Sent 3/3"), heard);
  }

  @Test
  void eachMessageHasItsOwnOptionsAndBrokenOnesAreThatMessagesFailure() throws Exception {
    List<MimeMessage> messages = messages(3);
    SmtpBatchOptions options =
        SmtpBatchOptions.builder()
            .sendOptions(
                message -> {
                  if (message == messages.get(1)) {
                    throw new IllegalStateException("no options for it");
                  }
                  String to = "r" + messages.indexOf(message) + "@example.org";
                  return SmtpSendOptions.builder().envelopeRecipients(List.of(to)).build();
                })
            .build();
    List<SmtpSendOutcome> outcomes = send(messages, options);
    assertEquals("Sent Failed Sent", kinds(outcomes));
    assertEquals(
        SmtpFailureReason.MESSAGE_INVALID,
        ((Failed) outcomes.get(1)).failure().classification().reason());
    assertEquals(
        List.of(List.of("r0@example.org"), List.of("r2@example.org")),
        server.received().stream().map(one -> one.recipients()).toList());
  }

  @Test
  void nullsThrowBeforeAnythingIsSent() throws Exception {
    try (SmtpConnection lease = smtp.getConnection()) {
      SmtpBatchOptions options = SmtpBatchOptions.defaults();
      assertThrows(NullPointerException.class, () -> lease.sendAll(null, options));
      assertThrows(NullPointerException.class, () -> lease.sendAll(messages(1), null));
      List<MimeMessage> withNull = Arrays.asList(messages(1).get(0), null);
      NullPointerException thrown =
          assertThrows(NullPointerException.class, () -> lease.sendAll(withNull, options));
      assertEquals("messages[1]", thrown.getMessage());
      assertEquals(List.of(), lease.sendAll(List.of(), options));
    }
    assertEquals(0, server.commands("MAIL"));
  }

  @Test
  void closedLeaseSendsNoBatch() throws Exception {
    SmtpConnection lease = smtp.getConnection();
    lease.close();
    List<MimeMessage> messages = messages(1);
    assertThrows(
        IllegalStateException.class, () -> lease.sendAll(messages, SmtpBatchOptions.defaults()));
  }

  @Test
  void sameMessageMayBeInABatchTwice() throws Exception {
    MimeMessage message = messages(1).get(0);
    List<SmtpSendOutcome> outcomes = send(List.of(message, message));
    assertEquals("Sent Sent", kinds(outcomes));
    assertEquals(
        ((Sent) outcomes.get(0)).result().messageId(),
        assertInstanceOf(Sent.class, outcomes.get(1)).result().messageId());
    assertEquals(2, server.received().size());
  }

  @Test
  void leaseServesOnBehindABatch() throws Exception {
    try (SmtpConnection lease = smtp.getConnection()) {
      lease.sendAll(messages(3), SmtpBatchOptions.defaults());
      lease.send(RaBench.message(smtp, "behind"));
    }
    assertEquals(4, server.received().size());
    assertEquals(1, server.sessionsAccepted());
    assertEquals(1, pool.idle.size());
  }
}
