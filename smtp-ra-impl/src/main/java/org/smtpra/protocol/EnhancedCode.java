package org.smtpra.protocol;

/** Finds the enhanced status code at the start of a reply line (RFC 2034 section 4, RFC 3463). */
final class EnhancedCode {

  private static final int MAX_DIGITS = 3;

  private EnhancedCode() {}

  /**
   * Reads the enhanced code of a line.
   *
   * @param code the reply code; its first digit must be the code's class
   * @param text the text behind the reply code
   * @return {@code class.subject.detail}, or an empty text
   */
  static String of(int code, String text) {
    char category = (char) ('0' + code / 100);
    if (category == '3' || text.length() < 5 || text.charAt(0) != category) {
      return "";
    }
    int end = afterNumber(text, afterNumber(text, 1));
    return end > 0 && (end == text.length() || text.charAt(end) == ' ')
        ? text.substring(0, end)
        : "";
  }

  /**
   * Takes the enhanced code off a line that repeats it.
   *
   * @param enhancedCode as {@link #of} gave it
   * @param text the text behind the reply code
   * @return the text alone
   */
  static String strip(String enhancedCode, String text) {
    int end = enhancedCode.length();
    if (end == 0 || !text.startsWith(enhancedCode)) {
      return text;
    }
    if (end == text.length()) {
      return "";
    }
    return text.charAt(end) == ' ' ? text.substring(end + 1) : text;
  }

  /**
   * Index behind a dot and one to three digits that start at {@code from}; -1 where they do not.
   */
  private static int afterNumber(String text, int from) {
    if (from < 0 || from >= text.length() || text.charAt(from) != '.') {
      return -1;
    }
    int end = from + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    int digits = end - from - 1;
    return digits >= 1 && digits <= MAX_DIGITS ? end : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
