package org.smtpra.auth;

import org.jspecify.annotations.Nullable;

/** There is no Kerberos ticket for a sign-in now. Its text holds no secret. */
public final class TicketException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean refused;

  /**
   * Says why.
   *
   * @param message what is missing, and what to do
   * @param refused whether trying again is of no use until somebody changes something
   * @param cause what the Java runtime said
   */
  public TicketException(String message, boolean refused, @Nullable Throwable cause) {
    super(message, cause);
    this.refused = refused;
  }

  /**
   * Tells a refusal from what may pass by itself.
   *
   * @return whether trying again is of no use until somebody changes something
   */
  public boolean isRefused() {
    return refused;
  }
}
