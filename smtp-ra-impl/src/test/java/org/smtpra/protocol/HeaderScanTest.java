package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderScanTest {

  private static final String MIXED = "Content-Type: multipart/mixed; boundary=\"o o\"\n\n";
  private static final String PART = "--o o\nContent-Type: text/plain\n\ntext\n";

  static Stream<Arguments> messages() {
    return Stream.of(
        raw("Subject: \u00e4\n\nx\n"),
        raw("Subject: a\n \u00e4\n\nx\n"),
        raw("Subject: a"),
        plain("Subject: a\n\n\u00e4\n"),
        plain("Subject: a\n\n--b\nX: \u00e4\n"),
        // Parts.
        raw(MIXED + "--o o\nContent-Disposition: attachment; filename=\u00e4\n\nx\n--o o--\n"),
        raw(MIXED + PART + "--o o \t\nX: \u00e4\n\nx\n--o o--\n"),
        plain(MIXED + PART + "--o o\nX: a\n\n\u00e4\n--o o--\n"),
        plain(MIXED + "preamble\nX: \u00e4\n" + PART + "--o o--\nX: \u00e4\n"),
        plain(MIXED + "--o ox\nX: \u00e4\n--o\nX: \u00e4\n --o o\nX: \u00e4\n"),
        plain(MIXED + "--o o\n\nX: \u00e4\n--o o--\n--o o\nX: \u00e4\n"),
        // How the boundary is told.
        raw("content-type:multipart/Mixed;BOUNDARY=b\n\n--b\nX: \u00e4\n"),
        raw(
            "Content-Type: multipart/mixed;\n\tcharset=a;\n boundary = b ; x=y\n\n--b\nX: \u00e4\n"),
        raw("Content-Type: multipart/mixed; x=\"; boundary=n\"; boundary=b\n\n--b\nX: \u00e4\n"),
        plain("Content-Type: multipart/mixed; x=\"; boundary=b\"\n\n--b\nX: \u00e4\n"),
        plain("Content-Type: multipart/mixed\n\n--b\nX: \u00e4\n"),
        plain("Content-Type: text/plain; boundary=b\n\n--b\nX: \u00e4\n"),
        plain("X-Content-Type: multipart/mixed; boundary=b\n\n--b\nX: \u00e4\n"),
        // A line of blanks is part of a folded field, not the end of the header.
        raw("Subject: a\n  \nX: \u00e4\n\n"),
        // Parts of parts.
        raw(nested("--i\nX: \u00e4\n\nx\n--i--\n--o o--\n")),
        raw(nested("--i\n\nx\n--i--\n--o o\nX: \u00e4\n\nx\n--o o--\n")),
        raw(nested("--i\n\nthe inner one has no end\n--o o\nX: \u00e4\n\nx\n--o o--\n")),
        plain(
            nested("--i\n\n\u00e4\n--i--\nX: \u00e4\n--i\nX: \u00e4\n--o o--\n--o o\nX: \u00e4\n")),
        // An attached message is content.
        plain(MIXED + "--o o\nContent-Type: message/rfc822\n\nSubject: \u00e4\n\nx\n--o o--\n"));
  }

  private static String nested(String inner) {
    return MIXED + "--o o\nContent-Type: multipart/alternative; boundary=i\n\n" + inner;
  }

  private static Arguments raw(String message) {
    return Arguments.of(message, message.contains("\u00e4"));
  }

  private static Arguments plain(String message) {
    return Arguments.of(message, false);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void rawOctetsCountInHeadersOnlyHoweverTheMessageIsCut(String message, boolean raw) {
    byte[] octets = message.replace("\n", "\r\n").getBytes(UTF_8);
    for (int size = 1; size <= octets.length; size++) {
      HeaderScan scan = new HeaderScan();
      for (int i = 0; i < octets.length; i += size) {
        scan.read(octets, i, Math.min(size, octets.length - i));
      }
      assertEquals(raw, scan.hasRawOctets(), "in pieces of " + size);
    }
  }

  /** What a hostile or broken message makes it hold is little; else this would end the JVM. */
  @Test
  void endlessLinesAndLevelsAreNotKept() {
    byte[] block = "x".repeat(1 << 20).getBytes(UTF_8);
    HeaderScan scan = new HeaderScan();
    for (int i = 0; i < 8 << 10; i++) {
      scan.read(block, 0, block.length);
    }
    HeaderScan levels = new HeaderScan();
    byte[] level = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".getBytes(UTF_8);
    for (int i = 0; i < 100_000; i++) {
      levels.read(level, 0, level.length);
    }
    assertEquals(false, scan.hasRawOctets() || levels.hasRawOctets());
  }
}
