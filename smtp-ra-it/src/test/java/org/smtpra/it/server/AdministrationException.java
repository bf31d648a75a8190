package org.smtpra.it.server;

/** A server refused an administrative operation; the message is what the administrator reads. */
public final class AdministrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates it. */
  public AdministrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
