package org.smtpra.delivery;

import java.util.Objects;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.failure.SmtpFailure;

/** Makes the public exception of an internal failure. */
public final class FailureReport {

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
        SmtpSendFailedException.builder(
                Objects.requireNonNullElse(failure.getMessage(), ""), failure.classification())
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
}
