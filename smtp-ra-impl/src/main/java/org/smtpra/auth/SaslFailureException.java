package org.smtpra.auth;

import org.jspecify.annotations.Nullable;

/**
 * We broke off a sign-in. The server's part made no sense, which says nothing about user and
 * password; or they cannot be used, or the server could not prove itself; or what ties the sign-in
 * to the TLS session is not the same for both sides.
 */
public final class SaslFailureException extends Exception {

  private static final long serialVersionUID = 1L;

  private enum About {
    USER,
    NONSENSE,
    BINDING,
    BINDING_TYPE
  }

  private final About about;

  private SaslFailureException(String message, @Nullable Throwable cause, About about) {
    super(message, cause);
    this.about = about;
  }

  /**
   * User and password cannot be used here, or the server is not to be trusted with them. No secret
   * may stand in the message.
   *
   * @param message what went wrong
   */
  public SaslFailureException(String message) {
    this(message, null, About.USER);
  }

  /**
   * As {@link #SaslFailureException(String)}, with why.
   *
   * @param message what went wrong
   * @param cause why; its text holds no secret either
   */
  public SaslFailureException(String message, Throwable cause) {
    this(message, cause, About.USER);
  }

  /**
   * What the server said has no place in the mechanism.
   *
   * @param message what it said, or what is wrong with it
   * @return an exception that speaks neither for nor against the password
   */
  public static SaslFailureException nonsense(String message) {
    return new SaslFailureException(message, null, About.NONSENSE);
  }

  /**
   * As {@link #nonsense(String)}, with why.
   *
   * @param message what the server said, or what is wrong with it
   * @param cause why; its text holds no secret
   * @return an exception that speaks neither for nor against the password
   */
  public static SaslFailureException nonsense(String message, Throwable cause) {
    return new SaslFailureException(message, cause, About.NONSENSE);
  }

  /**
   * The server sees another TLS session than we do, or another offer of mechanisms.
   *
   * @param message what it said, and what can be done
   * @return an exception that speaks neither for nor against the password
   */
  public static SaslFailureException otherBinding(String message) {
    return new SaslFailureException(message, null, About.BINDING);
  }

  /**
   * The server does not know the kind of channel binding that we have.
   *
   * @param message what it said, and what can be done
   * @return an exception that speaks neither for nor against the password
   */
  public static SaslFailureException unknownBinding(String message) {
    return new SaslFailureException(message, null, About.BINDING_TYPE);
  }

  /** Whether the server's part made no sense; nothing is known about user and password then. */
  public boolean isNonsense() {
    return about == About.NONSENSE;
  }

  /** Whether channel binding is why; nothing is known about user and password then. */
  public boolean isAboutBinding() {
    return about == About.BINDING || about == About.BINDING_TYPE;
  }

  /** Whether a sign-in without channel binding may go well. */
  public boolean isUnknownBinding() {
    return about == About.BINDING_TYPE;
  }
}
