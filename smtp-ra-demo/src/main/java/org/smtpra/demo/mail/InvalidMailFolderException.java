package org.smtpra.demo.mail;

/** A folder from which nothing can be sent. */
public final class InvalidMailFolderException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidMailFolderException(String message) {
    super(message);
  }
}
