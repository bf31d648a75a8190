package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.SmtpFailure;

/** What failures must say. */
final class Failures {

  private Failures() {}

  static void assertFailure(
      SmtpFailureKind kind, SmtpFailureReason reason, SmtpSendStage stage, SmtpFailure failure) {
    assertEquals(
        kind + " (" + reason + " at " + stage,
        failure.classification().kind()
            + " ("
            + failure.classification().reason()
            + " at "
            + failure.classification().stage(),
        () -> failure.getMessage() + "\n" + String.join("\n", failure.transcript()));
  }

  /** Sends the small message and expects a failure. */
  static SmtpFailure sendFails(TestClient client, SmtpSession session, Envelope envelope) {
    return sendFails(client, session, envelope, TestMessage.small());
  }

  static SmtpFailure sendFails(
      TestClient client, SmtpSession session, Envelope envelope, MessageContent content) {
    return assertThrows(SmtpFailure.class, () -> session.send(envelope, content, client.soon()));
  }
}
