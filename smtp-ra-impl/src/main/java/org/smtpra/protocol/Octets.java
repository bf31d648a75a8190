package org.smtpra.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks through octets eight at a time: a message is scanned several times on its way out. Every
 * octet of a word is tested at once; a carry or borrow can only spoil octets behind the first that
 * is found, and only that one counts.
 */
public final class Octets {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long SPACES = 0x2020_2020_2020_2020L;
  private static final long LINE_FEEDS = 0x0A0A_0A0A_0A0A_0A0AL;

  private Octets() {}

  /**
   * Passes over printable ASCII, which is nearly all of a message.
   *
   * @param from index of the first octet to look at
   * @param end index behind the last one
   * @return index of the first control character, DEL or octet over 127; {@code end} for none
   */
  public static int notPrintable(byte[] octets, int from, int end) {
    int i = from;
    while (i <= end - Long.BYTES) {
      long word = (long) WORD.get(octets, i);
      long found = ((word + ONES) | word | ((word - SPACES) & ~word)) & HIGH_BITS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < end && octets[i] >= ' ' && octets[i] < 0x7F) {
      i++;
    }
    return i;
  }

  /**
   * Looks for the end of a line.
   *
   * @param from index of the first octet to look at
   * @param end index behind the last one
   * @return index of the first LF; {@code end} for none
   */
  public static int lineFeed(byte[] octets, int from, int end) {
    int i = from;
    while (i <= end - Long.BYTES) {
      long zeroWhereFound = (long) WORD.get(octets, i) ^ LINE_FEEDS;
      long found = (zeroWhereFound - ONES) & ~zeroWhereFound & HIGH_BITS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < end && octets[i] != '\n') {
      i++;
    }
    return i;
  }
}
