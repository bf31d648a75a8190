package org.smtpra.jmx;

import java.util.regex.Pattern;

/** What servers say, without the addresses that they repeat. */
final class MaskedText {

  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"',;:]+@[^\\s<>\"',;]+");

  private MaskedText() {}

  static String of(String text) {
    return ADDRESS.matcher(text).replaceAll("***");
  }
}
