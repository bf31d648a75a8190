package org.smtpra.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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

  private final Wire wire;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private long octetsRead;
  private long interruptionAt = -1;
  private Interruption interruption = () -> {};

  /** What happens in the midst of the content. */
  @FunctionalInterface
  interface Interruption {
    void happen() throws IOException;
  }

  ContentReader(Wire wire) {
    this.wire = wire;
  }

  void afterOctets(long octets, Interruption next) {
    interruptionAt = octets;
    interruption = next;
  }

  byte[] readToTerminator() throws IOException {
    int state = LINE_START;
    while (true) {
      int octet = nextOctet();
      if (state == AFTER_DOT_CR && octet == '\n') {
        return content.toByteArray();
      }
      state = accept(state, octet);
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

  private int nextOctet() throws IOException {
    int octet = wire.read();
    octetsRead++;
    if (octetsRead == interruptionAt) {
      interruption.happen();
      if (!wire.isOpen()) {
        throw new EOFException("A fault closed the connection within the content");
      }
    }
    return octet;
  }
}
