package org.smtpra.delivery;

import java.util.List;
import java.util.Objects;
import org.smtpra.RecipientOutcome;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.SmtpFailure;

/** Makes the public exception of an internal failure. */
public final class FailureReport {

  /** The whole list is in the exception; a log line need not hold a thousand addresses. */
  private static final int MOST_NAMED = 5;

  private FailureReport() {}

  /**
   * The public exception.
   *
   * @param failure what happened
   * @param attempts how many attempts were made
   * @param messageId the message's identity, or an empty text
   * @return the exception to throw
   */
  public static SmtpSendFailedException of(SmtpFailure failure, int attempts, String messageId) {
    SmtpSendFailedException exception =
        SmtpSendFailedException.builder(text(failure), failure.classification())
            .cause(PortableCause.of(failure.getCause()))
            .attempts(attempts)
            .endpointKey(failure.endpointKey())
            .messageId(messageId)
            .recipients(failure.recipients())
            .transcript(failure.transcript())
            .build();
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof SmtpFailure other) {
        exception.addSuppressed(of(other, attempts, messageId));
      }
    }
    return exception;
  }

  /** Names whom the server refused: its own words need not. */
  private static String text(SmtpFailure failure) {
    String text = Objects.requireNonNullElse(failure.getMessage(), "");
    if (failure.classification().stage() != SmtpSendStage.RCPT_TO) {
      return text;
    }
    List<String> refused =
        failure.recipients().stream()
            .filter(outcome -> outcome.reply().filter(reply -> !reply.isPositive()).isPresent())
            .map(RecipientOutcome::address)
            .toList();
    return refused.isEmpty() ? text : text + "; refused: " + listed(refused);
  }

  private static String listed(List<String> addresses) {
    int more = addresses.size() - MOST_NAMED;
    return more <= 0
        ? String.join(", ", addresses)
        : String.join(", ", addresses.subList(0, MOST_NAMED)) + " and " + more + " more";
  }
}
