package org.smtpra;

/**
 * What may be done after a failed send. Constants may be added: have a {@code default} branch.
 *
 * <p>Source: the classification of MailKit.Pooling, made exact by recording the stage on the wire.
 */
public enum SmtpFailureKind {

  /** No lease was free within the bounded wait; nothing was sent. Send again later. */
  POOL_EXHAUSTED(true),

  /** Nothing was handed over: the message may be sent again at once. */
  RETRYABLE_BEFORE_SEND(true),

  /** The server refused for now (4xx): send again later, see {@code retryAfter}. */
  RETRYABLE_TEMPORARY_FAILURE(true),

  /**
   * The same message would be refused again: change the message, address or configuration first.
   */
  PERMANENT_FAILURE(false),

  /**
   * The message may have been accepted and its acceptance was not heard. Sending it again may
   * deliver it twice; this adapter never does so by itself.
   */
  UNKNOWN_AFTER_DATA(false),

  /** Cancelled or interrupted before the server could have accepted the message. */
  CANCELLED(true);

  private final boolean safeToSendAgain;

  SmtpFailureKind(boolean safeToSendAgain) {
    this.safeToSendAgain = safeToSendAgain;
  }

  /**
   * Tells whether sending the same message again can neither deliver it twice nor be known to fail.
   *
   * @return true if the same message may be sent again
   */
  public boolean safeToSendAgain() {
    return safeToSendAgain;
  }
}
