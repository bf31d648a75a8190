package org.smtpra.session;

import java.io.IOException;

/** The content has octets that MAIL did not tell the server of. */
final class UndeclaredOctetsException extends IOException {

  UndeclaredOctetsException(String message) {
    super(message);
  }
}
