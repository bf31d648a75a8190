package org.smtpra.testkit.chaos.law;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.smtpra.testkit.chaos.order.MailOrder;

/** What a server has is the message, octet by octet. */
final class CanonicalOctets implements Law {

  private static final int CONTEXT = 40;

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.orders().stream().flatMap(order -> check(record, order));
  }

  private Stream<Violation> check(RunRecord record, MailOrder order) {
    if (record.copies(order).isEmpty()) {
      return Stream.empty();
    }
    byte[] expected = order.octets().canonical();
    return record.copies(order).stream()
        .map(copy -> copy.mail().content())
        .filter(content -> !Arrays.equals(expected, content))
        .map(content -> Violation.of(this, order.number(), difference(expected, content)));
  }

  private static String difference(byte[] expected, byte[] actual) {
    int at = Arrays.mismatch(expected, actual);
    return String.format(
        Locale.ROOT,
        "octet %d differs (%d expected, %d there): expected <%s>, there <%s>",
        at,
        expected.length,
        actual.length,
        around(expected, at),
        around(actual, at));
  }

  private static String around(byte[] octets, int at) {
    int from = Math.min(octets.length, Math.max(0, at - CONTEXT));
    int to = Math.min(octets.length, at + CONTEXT);
    return new String(octets, from, to - from, StandardCharsets.ISO_8859_1)
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }
}
