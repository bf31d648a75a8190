package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentWriterTest {

  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private final ContentWriter writer = new ContentWriter(sink, true);

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "a, aRN",
    "aRN, aRN",
    "aR, aRN",
    "aN, aRN",
    "aRNb, aRNbRN",
    "aRb, aRNbRN",
    "aNb, aRNbRN",
    "aRRN, aRNRN",
    "aNR, aRNRN",
    "RN, RN",
    "N.N, RN.RN",
    "R.R, RN.RN",
    "RNRN, RNRN",
  })
  void everyLineEndBecomesCrlf(String content, String expected) throws IOException {
    write(content.replace('R', '\r').replace('N', '\n'));
    writer.finish();
    assertEquals(expected.replace("R", "\r").replace("N", "\n"), sink.toString(ISO_8859_1));
    assertEquals(sink.size(), writer.octets());
  }

  @ParameterizedTest
  @CsvSource({"aRN, false", "a, false", "aN, true", "aR, true", "aRb, true", "aRRN, true"})
  void changedLineEndsAreTold(String content, boolean changed) throws IOException {
    write(content.replace('R', '\r').replace('N', '\n'));
    writer.finish();
    assertEquals(changed, writer.lineEndsChanged());
  }

  @Test
  void crlfSplitBetweenTwoWritesIsNotChanged() throws IOException {
    write("a\r");
    write("\nb\r");
    write("\n");
    writer.finish();
    assertEquals("a\r\nb\r\n", sink.toString(ISO_8859_1));
    assertFalse(writer.lineEndsChanged());
  }

  @Test
  void octetsOver127AreTold() throws IOException {
    write("Subject: x\r\n\r\n");
    assertFalse(writer.eightBit());
    write("gr\u00FC\u00DFe\r\n");
    assertTrue(writer.eightBit());
  }

  @Test
  void nulIsRefusedNamingTheLineAndNothingOfTheRunIsWritten() throws IOException {
    write("one\r\ntwo\n");
    int before = sink.size();
    IOException e = assertThrows(InvalidContentException.class, () -> write("three\nfo\0ur"));
    assertEquals("invalid message content, line 4: NUL octet", e.getMessage());
    assertEquals("one\r\ntwo\r\nthree\r", sink.toString(ISO_8859_1));
    assertTrue(before < sink.size());
  }

  @Test
  void refusalIsRepeatedSinceEncodersMaySwallowIt() {
    IOException e = assertThrows(InvalidContentException.class, () -> write("\0"));
    assertSame(e, assertThrows(InvalidContentException.class, () -> write("a")));
    assertSame(e, assertThrows(InvalidContentException.class, writer::finish));
    assertEquals(0, sink.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 2000})
  void lineOf998OctetsPassesAndOneMoreIsRefused(int piece) throws IOException {
    String longest = "x".repeat(998);
    writeInPieces("a\r\n" + longest + "\r\n" + longest + "\n" + longest + "\r", piece);
    IOException e =
        assertThrows(
            InvalidContentException.class, () -> writeInPieces("\n" + longest + "x", piece));
    assertEquals("invalid message content, line 5: longer than 998 octets", e.getMessage());
  }

  @Test
  void longLinesPassWhereTheAdministratorSaysSo() throws IOException {
    ContentWriter lenient = new ContentWriter(sink, false);
    lenient.write(("x".repeat(5000) + "\r\n").getBytes(ISO_8859_1));
    lenient.finish();
    assertEquals(5002, sink.size());
  }

  @Test
  void finishingTwiceAddsNothing() throws IOException {
    write("a");
    writer.finish();
    writer.finish();
    assertEquals("a\r\n", sink.toString(ISO_8859_1));
  }

  @Test
  void canonicalContentGoesToTheSinkInOneRun() throws IOException {
    int[] calls = {0};
    ByteArrayOutputStream counting =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] b, int off, int len) {
            calls[0]++;
            super.write(b, off, len);
          }
        };
    try (ContentWriter fast = new ContentWriter(counting, true)) {
      fast.write("Subject: x\r\n\r\nbody\r\n.\r\n".repeat(50).getBytes(ISO_8859_1));
    }
    assertEquals(1, calls[0]);
  }

  private void write(String content) throws IOException {
    writer.write(content.getBytes(ISO_8859_1));
  }

  private void writeInPieces(String content, int piece) throws IOException {
    for (int from = 0; from < content.length(); from += piece) {
      write(content.substring(from, Math.min(content.length(), from + piece)));
    }
  }
}
