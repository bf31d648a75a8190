package org.smtpra.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail as octets, one char each: header fields with their folding and line ends, and the body.
 * Knows nothing of the adapter, so that it can judge it.
 *
 * @param fields the header fields in their order, each with its CRLF
 * @param body what follows the empty line
 */
record RawMail(List<String> fields, String body) {

  private static final String CRLF = "\r\n";

  RawMail {
    fields = List.copyOf(fields);
  }

  /** Reads a mail; all line ends become CRLF, and the last line gets one (RFC 5321, 2.3.8). */
  static RawMail of(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    String lines = text.replace(CRLF, "\n").replace('\r', '\n').replace("\n", CRLF);
    String whole = lines.isEmpty() || lines.endsWith(CRLF) ? lines : lines + CRLF;
    int empty = whole.indexOf(CRLF + CRLF);
    if (empty < 0) {
      return new RawMail(fields(whole), "");
    }
    return new RawMail(fields(whole.substring(0, empty + 2)), whole.substring(empty + 4));
  }

  private static List<String> fields(String header) {
    List<String> fields = new ArrayList<>();
    for (String line : header.split("(?<=\n)", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      boolean folded = line.startsWith(" ") || line.startsWith("\t");
      if (folded && !fields.isEmpty()) {
        fields.set(fields.size() - 1, fields.get(fields.size() - 1) + line);
      } else {
        fields.add(line);
      }
    }
    return fields;
  }

  /** Whether there is a field of this name, in any case. */
  boolean has(String name) {
    return fields.stream().anyMatch(field -> isNamed(field, name));
  }

  /** The same mail without the fields of this name. */
  RawMail without(String name) {
    return new RawMail(fields.stream().filter(field -> !isNamed(field, name)).toList(), body);
  }

  /** The value of the first field of this name, unfolded; empty if there is none. */
  String value(String name) {
    return fields.stream()
        .filter(field -> isNamed(field, name))
        .map(field -> field.substring(field.indexOf(':') + 1).replace(CRLF, "").strip())
        .findFirst()
        .orElse("");
  }

  /** The same mail without its first fields; nothing if those have other names. */
  Optional<RawMail> below(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (i >= fields.size() || !isNamed(fields.get(i), names.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(new RawMail(fields.subList(names.size(), fields.size()), body));
  }

  /** The whole mail. */
  String text() {
    return String.join("", fields) + CRLF + body;
  }

  private static boolean isNamed(String field, String name) {
    int colon = field.indexOf(':');
    return colon >= 0
        && field
            .substring(0, colon)
            .strip()
            .toLowerCase(Locale.ROOT)
            .equals(name.toLowerCase(Locale.ROOT));
  }
}
