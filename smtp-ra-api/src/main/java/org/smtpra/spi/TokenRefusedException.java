package org.smtpra.spi;

/**
 * There is no token until somebody changes something: a wrong or expired secret, an unknown tenant,
 * a consent that was taken back. The user is then left alone for the cooldown of a refused
 * password.
 */
public final class TokenRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong and what to do about it, without a secret
   */
  public TokenRefusedException(String message) {
    super(message);
  }

  /**
   * As above, with why.
   *
   * @param message what is wrong and what to do about it, without a secret
   * @param cause why; its text holds no secret either
   */
  public TokenRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
