package org.smtpra.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Texts that stand for octets, one character each. */
final class Octets {

  private static final Pattern FAREWELL = Pattern.compile("(?m)^[45]21[ -]");

  private Octets() {}

  static String ofLines(List<String> lines) {
    StringBuilder octets = new StringBuilder();
    lines.forEach(line -> octets.append(line).append("\r\n"));
    return octets.toString();
  }

  static boolean containFarewell(byte[] replies) {
    return FAREWELL.matcher(new String(replies, StandardCharsets.ISO_8859_1)).find();
  }

  static boolean isPositive(String reply) {
    return reply.startsWith("2") || reply.startsWith("3");
  }
}
