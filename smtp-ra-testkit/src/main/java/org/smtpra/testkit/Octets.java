package org.smtpra.testkit;

import java.util.List;

/** Texts that stand for octets, one character each. */
final class Octets {

  private Octets() {}

  static String ofLines(List<String> lines) {
    StringBuilder octets = new StringBuilder();
    lines.forEach(line -> octets.append(line).append("\r\n"));
    return octets.toString();
  }

  static boolean isPositive(String reply) {
    return reply.startsWith("2") || reply.startsWith("3");
  }
}
