package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What must arrive of a message, worked out apart from the adapter's own code. */
final class CanonicalOctets {

  private static final int CONTEXT = 60;

  private CanonicalOctets() {}

  /** The message without Bcc, every line ended by CRLF; Latin-1, one character an octet. */
  static String of(MimeMessage message) throws MessagingException, IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    message.writeTo(octets, new String[] {"Bcc"});
    String lines = octets.toString(StandardCharsets.ISO_8859_1).replaceAll("\r\n|\r|\n", "\r\n");
    return lines.endsWith("\r\n") ? lines : lines + "\r\n";
  }

  /** Fails with the surroundings of the first difference. */
  static void assertSame(String expected, byte[] octets) {
    String actual = new String(octets, StandardCharsets.ISO_8859_1);
    int end = Math.min(expected.length(), actual.length());
    int at = 0;
    while (at < end && expected.charAt(at) == actual.charAt(at)) {
      at++;
    }
    if (at < expected.length() || at < actual.length()) {
      fail(
          "octet %d differs (%d expected, %d delivered): expected <%s>, delivered <%s>"
              .formatted(
                  at,
                  expected.length(),
                  actual.length(),
                  around(expected, at),
                  around(actual, at)));
    }
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - CONTEXT), Math.min(text.length(), at + CONTEXT))
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }
}
