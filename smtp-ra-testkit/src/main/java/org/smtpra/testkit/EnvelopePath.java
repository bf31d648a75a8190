package org.smtpra.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The argument of MAIL or RCPT: a path in angle brackets, then parameters. */
record EnvelopePath(String address, List<String> parameters) {

  /**
   * Parses the argument.
   *
   * @param prefix {@code FROM:} or {@code TO:}
   * @return empty where the syntax is wrong
   */
  static Optional<EnvelopePath> parse(String argument, String prefix) {
    String text = argument.substring(Math.min(prefix.length(), argument.length()));
    int end = endOfPath(text);
    if (!argument.regionMatches(true, 0, prefix, 0, prefix.length()) || end < 0) {
      return Optional.empty();
    }
    String rest = text.substring(end + 1);
    if (!rest.isEmpty() && !rest.startsWith(" ")) {
      return Optional.empty();
    }
    List<String> parameters =
        Arrays.stream(rest.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    return Optional.of(new EnvelopePath(text.substring(1, end), parameters));
  }

  /** RFC 5321 section 4.1.2: inside a quoted local part, {@code >} does not end the path. */
  private static int endOfPath(String text) {
    if (!text.startsWith("<")) {
      return -1;
    }
    boolean quoted = false;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  boolean isAscii() {
    return address.chars().allMatch(c -> c < 128);
  }

  /** The first parameter that belongs to an extension which the server does not offer. */
  Optional<String> firstUnknown(ServerSettings settings) {
    return parameters.stream().filter(p -> !settings.offers(extensionOf(p))).findFirst();
  }

  /** The value of {@code SIZE=}, or 0. */
  long declaredSize() {
    return parameters.stream()
        .filter(p -> p.toUpperCase(Locale.ROOT).matches("SIZE=\\d{1,18}"))
        .mapToLong(p -> Long.parseLong(p.substring("SIZE=".length())))
        .findFirst()
        .orElse(0);
  }

  private static String extensionOf(String parameter) {
    String keyword = parameter.split("=", 2)[0].toUpperCase(Locale.ROOT);
    return switch (keyword) {
      case "BODY" -> "8BITMIME";
      case "RET", "ENVID", "NOTIFY", "ORCPT" -> "DSN";
      default -> keyword;
    };
  }
}
