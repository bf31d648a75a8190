package org.smtpra.delivery;

import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.SmtpSession;

/**
 * Tells whether a failure on a reused session says no more than that the session had gone stale
 * since its last use. Then the message starts again on a new one: nothing was accepted, because all
 * of these come before the ambiguity boundary.
 */
final class StaleSession {

  /** Postfix, when a client has been silent for too long. */
  private static final String WAITED = "Timeout waiting for";

  private StaleSession() {}

  /** The session is the one that failed, not yet closed by us. */
  static boolean explains(SmtpFailure failure, SmtpSession session) {
    SmtpFailureClassification what = failure.classification();
    if (what.kind() == SmtpFailureKind.RETRYABLE_BEFORE_SEND) {
      return what.reason() == SmtpFailureReason.CONNECTION_LOST
          || what.reason() == SmtpFailureReason.TIMEOUT;
    }
    return what.stage() == SmtpSendStage.MAIL_FROM
        && what.reply().map(reply -> saysGone(reply) || !session.looksIdle()).orElse(false);
  }

  /**
   * What servers answer to MAIL when the session is over, or has lost its state: OpenSMTPD's
   * session limit is 452 4.5.3, RFC 3463 calls x.4.2 a bad connection. Plain 451 4.7.1 is
   * greylisting. Any other refusal counts when the server has closed right behind it.
   */
  private static boolean saysGone(SmtpReply reply) {
    return switch (reply.code()) {
      case 421, 503, 530 -> true;
      case 452 -> reply.enhancedCode().equals("4.5.3") || isBadConnection(reply);
      case 451 -> reply.toString().contains(WAITED) || isBadConnection(reply);
      default -> isBadConnection(reply);
    };
  }

  private static boolean isBadConnection(SmtpReply reply) {
    return reply.enhancedCode().endsWith(".4.2");
  }
}
