package org.smtpra.testkit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The argument of BDAT: how many octets follow its line, and whether they are the last ones. */
record Chunk(int size, boolean last) {
  private static final Pattern SYNTAX =
      Pattern.compile("(\\d{1,9})( LAST)?", Pattern.CASE_INSENSITIVE);

  static Optional<Chunk> parse(String argument) {
    Matcher match = SYNTAX.matcher(argument);
    return match.matches()
        ? Optional.of(new Chunk(Integer.parseInt(match.group(1)), match.group(2) != null))
        : Optional.empty();
  }

  Stage stage() {
    return last ? Stage.FINAL_REPLY : Stage.BDAT_CHUNK;
  }
}
