package org.smtpra.bench.sink;

/**
 * Finds the end of the content of DATA, the five octets CRLF.CRLF, in pieces that come one after
 * the other. Looks at every fifth octet most of the time: one that is none of the three ends no
 * match and begins none, so the end can be five octets away at the earliest (Boyer and Moore). For
 * one thread.
 */
final class ContentEnd {
  /** CRLF.CRLF, the oldest octet in the highest place. */
  private static final long END = 0x0D_0A_2E_0D_0AL;

  private static final int LENGTH = 5;
  private static final long LAST_FIVE = (1L << (8 * LENGTH)) - 1;

  /** Content begins at the beginning of a line. */
  private long lastFive = 0x0D_0A;

  /**
   * Looks through the next piece.
   *
   * @return where the octet behind the end is, or -1 if the end is not in this piece
   */
  int find(byte[] octets, int from, int to) {
    // As long as the five octets may reach back into the piece before.
    int inside = Math.min(to, from + LENGTH - 1);
    for (int at = from; at < inside; at++) {
      if (push(octets[at]) == END) {
        return at + 1;
      }
    }
    int last = inside;
    while (last < to) {
      int step = stepAt(octets, last);
      if (step == 0) {
        return last + 1;
      }
      last += step;
    }
    for (int at = Math.max(inside, to - LENGTH); at < to; at++) {
      push(octets[at]);
    }
    return -1;
  }

  /** How much further the last octet of the five can be; 0 if it is here. */
  private static int stepAt(byte[] octets, int last) {
    return switch (octets[last]) {
      case '\n' -> endsAt(octets, last) ? 0 : LENGTH - 2;
      case '\r' -> 1;
      case '.' -> 2;
      default -> LENGTH;
    };
  }

  private static boolean endsAt(byte[] octets, int last) {
    return octets[last - 1] == '\r'
        && octets[last - 2] == '.'
        && octets[last - 3] == '\n'
        && octets[last - 4] == '\r';
  }

  private long push(byte octet) {
    lastFive = ((lastFive << 8) | (octet & 0xFF)) & LAST_FIVE;
    return lastFive;
  }
}
