package org.smtpra.auth;

import org.jspecify.annotations.Nullable;

/**
 * We broke off a sign-in. Either the server's part made no sense, which says nothing about user and
 * password; or they cannot be used, or the server could not prove itself.
 */
public final class SaslFailureException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean nonsense;

  private SaslFailureException(String message, @Nullable Throwable cause, boolean nonsense) {
    super(message, cause);
    this.nonsense = nonsense;
  }

  /**
   * User and password cannot be used here, or the server is not to be trusted with them. No secret
   * may stand in the message.
   *
   * @param message what went wrong
   */
  public SaslFailureException(String message) {
    super(message);
    this.nonsense = false;
  }

  /**
   * As {@link #SaslFailureException(String)}, with why.
   *
   * @param message what went wrong
   * @param cause why; its text holds no secret either
   */
  public SaslFailureException(String message, Throwable cause) {
    this(message, cause, false);
  }

  /**
   * What the server said has no place in the mechanism.
   *
   * @param message what it said, or what is wrong with it
   * @return an exception that speaks neither for nor against the password
   */
  public static SaslFailureException nonsense(String message) {
    return new SaslFailureException(message, null, true);
  }

  /**
   * As {@link #nonsense(String)}, with why.
   *
   * @param message what the server said, or what is wrong with it
   * @param cause why; its text holds no secret
   * @return an exception that speaks neither for nor against the password
   */
  public static SaslFailureException nonsense(String message, Throwable cause) {
    return new SaslFailureException(message, cause, true);
  }

  /** Whether the server's part made no sense; nothing is known about user and password then. */
  public boolean isNonsense() {
    return nonsense;
  }
}
