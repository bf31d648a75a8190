package org.smtpra.auth;

/** We broke off a sign-in: the server's part made no sense, or ours could not be computed. */
public final class SaslFailureException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Says what went wrong. No secret may stand in the message.
   *
   * @param message what went wrong
   */
  public SaslFailureException(String message) {
    super(message);
  }

  /**
   * Says what went wrong and why.
   *
   * @param message what went wrong
   * @param cause why; its text holds no secret either
   */
  public SaslFailureException(String message, Throwable cause) {
    super(message, cause);
  }
}
