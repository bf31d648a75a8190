package org.smtpra.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text in which a backslash makes the next character an ordinary one. Pieces stay escaped until
 * {@link #unescape}, so that they can be split again.
 */
final class EscapedText {

  private static final String ESCAPABLE = ",;\\ ";

  private EscapedText() {}

  /** Splits at each separator that is not escaped; "a,,b," has four pieces. */
  static List<String> split(String text, char separator) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == separator) {
        pieces.add(trim(text.substring(start, i)));
        start = i + 1;
      }
    }
    pieces.add(trim(text.substring(start)));
    return pieces;
  }

  /** Takes white space off both ends, but not a space that is escaped. */
  static String trim(String text) {
    String leading = text.stripLeading();
    String trimmed = leading.stripTrailing();
    int backslashes = 0;
    while (backslashes < trimmed.length()
        && trimmed.charAt(trimmed.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    boolean spaceIsEscaped = backslashes % 2 == 1 && trimmed.length() < leading.length();
    return spaceIsEscaped ? leading.substring(0, trimmed.length() + 1) : trimmed;
  }

  /** The text that is meant, or nothing if a backslash stands before any other character. */
  static Optional<String> unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '\\') {
        i++;
        if (i == text.length() || ESCAPABLE.indexOf(text.charAt(i)) < 0) {
          return Optional.empty();
        }
        character = text.charAt(i);
      }
      plain.append(character);
    }
    return Optional.of(plain.toString());
  }
}
