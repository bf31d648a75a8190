package org.smtpra.protocol;

/**
 * Text of a server made safe to print: in a log, an exception, a transcript, a JMX console.
 *
 * <p>What could forge a log line or turn its reading order is replaced by U+FFFD, one mark a
 * character, so that a reader sees that something was there. A tab becomes a space.
 */
public final class PrintableText {

  /** Stands for every character that was taken out. */
  static final char REPLACEMENT = '\uFFFD';

  private PrintableText() {}

  /**
   * Replaces what must not be printed.
   *
   * @param text any text
   * @return the same object where nothing had to be replaced
   */
  public static String of(String text) {
    int first = firstUnsafe(text);
    return first < 0 ? text : replaceFrom(text, first);
  }

  /**
   * As {@link #of}, and cut to a length that fits into a message.
   *
   * @param text any text
   * @param maxChars the most characters to keep
   * @return printable text, with {@code ...} at its end where it was cut
   */
  public static String truncated(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return of(text);
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(maxChars - 1));
    return of(text.substring(0, splitsPair ? maxChars - 1 : maxChars)) + "...";
  }

  /** Index of the first character that must not be printed as it is, or -1. */
  static int firstUnsafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        if (isUnsafe(text, i)) {
          return i;
        }
        if (Character.isHighSurrogate(c)) {
          i++;
        }
      }
    }
    return -1;
  }

  private static String replaceFrom(String text, int first) {
    StringBuilder printable = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnsafe(text, i)) {
        printable.append(c == '\t' ? ' ' : REPLACEMENT);
      } else {
        printable.append(c);
        if (Character.isHighSurrogate(c)) {
          printable.append(text.charAt(++i));
        }
      }
    }
    return printable.toString();
  }

  private static boolean isUnsafe(String text, int index) {
    char c = text.charAt(index);
    if (Character.isSurrogate(c)) {
      return index + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(index + 1));
    }
    return Character.isISOControl(c) || isLineBreak(c) || turnsReadingOrder(c);
  }

  private static boolean isLineBreak(char c) {
    return c == '\u2028' || c == '\u2029';
  }

  /** Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm. */
  private static boolean turnsReadingOrder(char c) {
    return c == '\u200E'
        || c == '\u200F'
        || c == '\u061C'
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
