package org.smtpra.session;

import java.io.IOException;

/** The content has octets over 127, and the server did not offer 8BITMIME. */
final class EightBitNotOfferedException extends IOException {

  EightBitNotOfferedException() {
    super("the message has octets over 127 and the server does not offer 8BITMIME");
  }
}
