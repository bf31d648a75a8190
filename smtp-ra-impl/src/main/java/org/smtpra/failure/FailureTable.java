package org.smtpra.failure;

import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE;
import static org.smtpra.SmtpFailureKind.UNKNOWN_AFTER_DATA;
import static org.smtpra.SmtpFailureReason.AUTHENTICATION_REFUSED;
import static org.smtpra.SmtpFailureReason.AUTHENTICATION_TEMPORARY;
import static org.smtpra.SmtpFailureReason.DEFERRED;
import static org.smtpra.SmtpFailureReason.GREETING_REFUSED;
import static org.smtpra.SmtpFailureReason.MESSAGE_REFUSED;
import static org.smtpra.SmtpFailureReason.MESSAGE_TOO_LARGE;
import static org.smtpra.SmtpFailureReason.PROTOCOL_ERROR;
import static org.smtpra.SmtpFailureReason.RECIPIENTS_REFUSED;
import static org.smtpra.SmtpFailureReason.SENDER_REFUSED;
import static org.smtpra.SmtpFailureReason.THROTTLED;
import static org.smtpra.SmtpFailureReason.TLS_FAILED;
import static org.smtpra.SmtpSendStage.AUTHENTICATE;

import java.time.Duration;
import java.util.Optional;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;

/**
 * The one place that turns what happened into what may be done. The ambiguity boundary is the write
 * that may complete the message: behind it only a clear refusal is known to mean "not taken".
 */
public final class FailureTable {

  private FailureTable() {}

  /**
   * Classifies a failure before the boundary that no reply decided.
   *
   * @param stage how far the send had got
   * @param cause what went wrong
   * @return the classification
   */
  public static SmtpFailureClassification before(SmtpSendStage stage, FailureCause cause) {
    return SmtpFailureClassification.of(cause.kindBeforeBoundary(), cause.reason(), stage);
  }

  /**
   * Classifies a failure behind the boundary that no complete reply decided: always unknown.
   *
   * @param cause what went wrong
   * @return the classification
   */
  public static SmtpFailureClassification behind(FailureCause cause) {
    return SmtpFailureClassification.of(
        UNKNOWN_AFTER_DATA, cause.reason(), SmtpSendStage.FINAL_REPLY);
  }

  /**
   * Classifies a reply that is not the one we hoped for.
   *
   * @param stage whose reply it is; {@link SmtpSendStage#FINAL_REPLY} for the one to the content
   * @param reply the reply
   * @return the classification
   */
  public static SmtpFailureClassification refused(SmtpSendStage stage, SmtpReply reply) {
    SmtpFailureClassification classification = refusal(stage, reply).withReply(reply);
    if (classification.kind() == UNKNOWN_AFTER_DATA || stage.compareTo(AUTHENTICATE) < 0) {
      return classification;
    }
    Optional<Duration> throttled = ThrottleTable.throttled(reply);
    return throttled.isPresent()
        ? SmtpFailureClassification.of(RETRYABLE_TEMPORARY_FAILURE, THROTTLED, stage)
            .withReply(reply)
            .withRetryAfter(throttled.get())
        : ThrottleTable.stated(reply).map(classification::withRetryAfter).orElse(classification);
  }

  private static SmtpFailureClassification refusal(SmtpSendStage stage, SmtpReply reply) {
    if (!reply.isTransientRefusal() && !reply.isPermanentRefusal()) {
      SmtpFailureKind kind =
          stage == SmtpSendStage.FINAL_REPLY ? UNKNOWN_AFTER_DATA : RETRYABLE_BEFORE_SEND;
      return SmtpFailureClassification.of(kind, PROTOCOL_ERROR, stage);
    }
    return switch (stage) {
      case ACQUIRE, CONNECT, GREETING, EHLO ->
          SmtpFailureClassification.of(RETRYABLE_BEFORE_SEND, GREETING_REFUSED, stage);
      case STARTTLS ->
          SmtpFailureClassification.of(
              reply.isTransientRefusal() ? RETRYABLE_BEFORE_SEND : PERMANENT_FAILURE,
              TLS_FAILED,
              stage);
      case AUTHENTICATE -> graded(stage, reply, AUTHENTICATION_TEMPORARY, AUTHENTICATION_REFUSED);
      case MAIL_FROM -> graded(stage, reply, DEFERRED, sender(reply));
      case RCPT_TO ->
          meansTooManyRecipients(reply)
              ? SmtpFailureClassification.of(RETRYABLE_TEMPORARY_FAILURE, DEFERRED, stage)
              : graded(stage, reply, DEFERRED, RECIPIENTS_REFUSED);
      case DATA, CONTENT -> graded(stage, reply, DEFERRED, content(reply));
      case FINAL_REPLY ->
          leavesDoubt(reply)
              ? SmtpFailureClassification.of(UNKNOWN_AFTER_DATA, DEFERRED, stage)
              : graded(stage, reply, DEFERRED, content(reply));
    };
  }

  /**
   * Tells whether a reply to RCPT stands for 452 (RFC 5321 section 4.5.3.1.10).
   *
   * @param reply a reply to RCPT
   * @return true for 552, unless its enhanced code says that the mailbox is full
   */
  public static boolean meansTooManyRecipients(SmtpReply reply) {
    return reply.code() == 552 && !reply.enhancedCode().equals("5.2.2");
  }

  /**
   * Tells whether a reply to RCPT says that this transaction has as many recipients as the server
   * takes in one (RFC 5321 section 4.5.3.1.10, RFC 3463: x.5.3), so that the next one has room.
   *
   * @param reply a reply to RCPT
   * @return true for 452, 451 and 552 with x.5.3; for 452 and 552 also without an enhanced code
   */
  public static boolean limitsRecipients(SmtpReply reply) {
    boolean named = reply.enhancedCode().endsWith(".5.3");
    return switch (reply.code()) {
      case 451 -> named;
      case 452, 552 -> named || reply.enhancedCode().isEmpty();
      default -> false;
    };
  }

  private static SmtpFailureClassification graded(
      SmtpSendStage stage,
      SmtpReply reply,
      SmtpFailureReason whenTransient,
      SmtpFailureReason whenPermanent) {
    return reply.isTransientRefusal()
        ? SmtpFailureClassification.of(RETRYABLE_TEMPORARY_FAILURE, whenTransient, stage)
        : SmtpFailureClassification.of(PERMANENT_FAILURE, whenPermanent, stage);
  }

  /**
   * A shutdown's 421 is not an answer to the content, and x.4.x (RFC 3463: network and routing) is
   * what Dovecot's submission service says when its relay vanished after the content went out.
   */
  private static boolean leavesDoubt(SmtpReply reply) {
    return reply.code() == 421 || reply.enhancedCode().matches("[45]\\.4\\..*");
  }

  private static SmtpFailureReason sender(SmtpReply reply) {
    if (reply.code() == 530) {
      return AUTHENTICATION_REFUSED;
    }
    return tooLarge(reply) ? MESSAGE_TOO_LARGE : SENDER_REFUSED;
  }

  private static SmtpFailureReason content(SmtpReply reply) {
    return tooLarge(reply) ? MESSAGE_TOO_LARGE : MESSAGE_REFUSED;
  }

  /**
   * RFC 1870 section 6: 552, or the enhanced code 5.3.4. RFC 3463 has 5.2.3 too, for a limit of the
   * mailbox; Dovecot's submission service says so. The other 552 5.2.x are about a full mailbox.
   */
  private static boolean tooLarge(SmtpReply reply) {
    return reply.enhancedCode().equals("5.3.4")
        || reply.enhancedCode().equals("5.2.3")
        || (reply.code() == 552 && !reply.enhancedCode().startsWith("5.2"));
  }
}
