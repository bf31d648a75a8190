package org.smtpra.testkit;

import java.util.Locale;

/** One command line, split at its first space (RFC 5321 section 2.4). */
record Command(String line, String verb, String argument) {

  static Command parse(String line) {
    int space = line.indexOf(' ');
    String verb = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1);
    return new Command(line, verb.toUpperCase(Locale.ROOT), argument.strip());
  }

  boolean endsWithBareLineFeed() {
    return line.endsWith("\n");
  }
}
