package org.smtpra.testkit;

/**
 * What a server takes for the end of the content. Only {@link #CRLF_DOT_CRLF} is one (RFC 5321
 * section 4.1.1.4); a server that knows others lets a second message be smuggled into the first.
 */
public enum EndOfContent {
  /** The only true one; every server knows it. */
  CRLF_DOT_CRLF("\r\n", "\r\n"),
  /** LF, dot, LF. */
  LF_DOT_LF("\n", "\n"),
  /** CR, dot, CR. */
  CR_DOT_CR("\r", "\r"),
  /** LF, dot, CRLF. */
  LF_DOT_CRLF("\n", "\r\n"),
  /** CRLF, dot, LF. */
  CRLF_DOT_LF("\r\n", "\n"),
  /** CR, dot, CRLF. */
  CR_DOT_CRLF("\r", "\r\n");

  private final String lineEnd;
  private final String whole;

  EndOfContent(String lineEnd, String closing) {
    this.lineEnd = lineEnd;
    this.whole = lineEnd + "." + closing;
  }

  /**
   * Whether a line begins here for a server that knows this end.
   *
   * @param tail the last octets, the latest one in the lowest byte
   */
  boolean beginsLineAfter(long tail) {
    return endsWith(tail, lineEnd);
  }

  boolean isCompleteAt(long tail) {
    return endsWith(tail, whole);
  }

  /** How many octets follow the dot. */
  int octetsBehindDot() {
    return whole.length() - lineEnd.length() - 1;
  }

  private static boolean endsWith(long tail, String octets) {
    long rest = tail;
    for (int i = octets.length() - 1; i >= 0; i--) {
      if ((rest & 0xff) != octets.charAt(i)) {
        return false;
      }
      rest >>>= Byte.SIZE;
    }
    return true;
  }
}
