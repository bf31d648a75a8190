package org.smtpra.testkit;

import java.util.Optional;

/** Looks for lines that no client may send (RFC 5321 sections 2.3.8 and 4.5.3.1.6). */
final class LineAudit {
  private static final int LONGEST_LINE = 998;

  private final byte[] content;

  LineAudit(byte[] content) {
    this.content = content;
  }

  Optional<String> bareLineEnd() {
    for (int i = 0; i < content.length; i++) {
      boolean loneCr = content[i] == '\r' && (i + 1 == content.length || content[i + 1] != '\n');
      boolean loneLf = content[i] == '\n' && (i == 0 || content[i - 1] != '\r');
      if (loneCr || loneLf) {
        return Optional.of("bare " + (loneCr ? "CR" : "LF") + " at octet " + i + " of the content");
      }
    }
    return Optional.empty();
  }

  Optional<String> longLine() {
    int start = 0;
    int line = 1;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        start = i + 1;
        line++;
      } else if (content[i] != '\r' && i - start >= LONGEST_LINE) {
        return Optional.of("line " + line + " of the content has over " + LONGEST_LINE + " octets");
      }
    }
    return Optional.empty();
  }
}
