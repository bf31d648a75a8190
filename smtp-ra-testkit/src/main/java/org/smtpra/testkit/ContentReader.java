package org.smtpra.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads content up to one of the ends that the server knows, and removes dot-stuffing where a line
 * begins for it (RFC 5321 section 4.5.2). To a strict server, bare CR and bare LF are content.
 */
final class ContentReader {
  private final ContentOctets octets;
  private final ByteArrayOutputStream content;
  private final Set<EndOfContent> ends;
  private long tail = ('\r' << Byte.SIZE) | '\n';

  ContentReader(ContentOctets octets, ByteArrayOutputStream content, Set<EndOfContent> ends) {
    this.octets = octets;
    this.content = content;
    this.ends = ends;
  }

  void readToEnd() throws IOException {
    Optional<EndOfContent> end = Optional.empty();
    while (end.isEmpty()) {
      int octet = octets.next();
      if (octet != '.' || ends.stream().noneMatch(e -> e.beginsLineAfter(tail))) {
        content.write(octet);
      }
      tail = (tail << Byte.SIZE) | octet;
      if (octet == '\r' || octet == '\n') {
        end = ends.stream().filter(e -> e.isCompleteAt(tail)).findFirst();
      }
    }
    cut(end.get().octetsBehindDot());
  }

  private void cut(int count) {
    byte[] all = content.toByteArray();
    content.reset();
    content.write(all, 0, all.length - count);
  }
}
