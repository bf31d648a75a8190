package org.smtpra.demo;

import org.jspecify.annotations.Nullable;

/** The demo cannot go on; the message tells the user why. */
final class DemoException extends Exception {

  private static final long serialVersionUID = 1L;

  DemoException(String message, @Nullable Exception cause) {
    super(cause == null ? message : message + ": " + cause, cause);
  }
}
