package org.smtpra.config;

import java.io.Serializable;

/**
 * One thing that is wrong with a configuration. Control characters in the value are replaced and a
 * long value is cut, so that a problem can be logged as it is.
 *
 * @param property the property's name, for a host of a list with the entry's number
 * @param value what was set, secrets redacted; empty if nothing was
 * @param allowed what would be right
 */
public record ConfigurationProblem(String property, String value, String allowed)
    implements Serializable {

  private static final int MAX_SHOWN = 200;

  /** Makes name and value fit for a log. */
  public ConfigurationProblem {
    property = printable(property);
    value = printable(value);
  }

  private static String printable(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(MAX_SHOWN)
        .forEach(character -> shown.appendCodePoint(isPlain(character) ? character : '?'));
    return value.codePointCount(0, value.length()) > MAX_SHOWN ? shown + "..." : shown.toString();
  }

  /** Neither a control character nor one that reorders or hides the text around it. */
  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** The sentence an administrator reads. */
  @Override
  public String toString() {
    return value.isEmpty()
        ? property + ": " + allowed
        : property + " is \"" + value + "\": allowed is " + allowed;
  }
}
