package org.smtpra.message;

import java.io.OutputStream;
import org.smtpra.protocol.Octets;

/** Looks through the octets of a text for the transfer encoding they need. For one thread. */
final class TextScan extends OutputStream {

  /** RFC 5322 section 2.1.1; longer lines make Jakarta Mail encode. */
  private static final int LONGEST_LINE = 998;

  private long all;
  private long other;
  private long line; // of the current line, in earlier writes
  private boolean longLine;

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    int end = offset + length;
    int start = offset;
    int i = Octets.notPrintable(octets, start, end);
    while (i < end) {
      if (octets[i] == '\r' || octets[i] == '\n') {
        add(i - start);
        line = 0;
        start = i + 1;
      } else if (octets[i] != '\t') {
        other++;
      }
      i = Octets.notPrintable(octets, i + 1, end);
    }
    add(end - start);
    all += length;
  }

  private void add(int octetsOfLine) {
    line += octetsOfLine;
    longLine |= line > LONGEST_LINE;
  }

  /** As Jakarta Mail decides it. */
  String encoding() {
    if (other == 0) {
      return longLine ? "quoted-printable" : "7bit";
    }
    return all - other > other ? "quoted-printable" : "base64";
  }
}
