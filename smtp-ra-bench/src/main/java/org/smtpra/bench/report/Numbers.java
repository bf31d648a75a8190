package org.smtpra.bench.report;

import java.util.Locale;

/** Numbers in tables. */
final class Numbers {
  /** For what was not measured. */
  static final String UNKNOWN = "\u2013";

  private Numbers() {}

  /** With so many decimals; NaN is {@link #UNKNOWN}. */
  static String text(double number, int decimals) {
    return Double.isNaN(number)
        ? UNKNOWN
        : String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}
