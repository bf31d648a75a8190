package org.smtpra.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Reads content up to CRLF.CRLF and removes dot-stuffing (RFC 5321 section 4.5.2). Bare CR and bare
 * LF are content: neither they nor {@code LF.LF} end anything.
 */
final class ContentReader {
  private static final int LINE_START = 0;
  private static final int IN_LINE = 1;
  private static final int AFTER_CR = 2;
  private static final int AFTER_DOT = 3;
  private static final int AFTER_DOT_CR = 4;

  private final ContentOctets octets;
  private final ByteArrayOutputStream content;

  ContentReader(ContentOctets octets, ByteArrayOutputStream content) {
    this.octets = octets;
    this.content = content;
  }

  void readToTerminator() throws IOException {
    int state = LINE_START;
    int octet = octets.next();
    while (state != AFTER_DOT_CR || octet != '\n') {
      state = accept(state, octet);
      octet = octets.next();
    }
  }

  private int accept(int state, int octet) {
    if (state == LINE_START && octet == '.') {
      return AFTER_DOT;
    } else if (state == AFTER_DOT && octet == '\r') {
      return AFTER_DOT_CR;
    }
    if (state == AFTER_DOT_CR) {
      // The dot was stuffing after all, and the CR behind it is content.
      content.write('\r');
    }
    content.write(octet);
    if (octet == '\r') {
      return AFTER_CR;
    }
    boolean afterCr = state == AFTER_CR || state == AFTER_DOT_CR;
    return afterCr && octet == '\n' ? LINE_START : IN_LINE;
  }
}
