package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotStufferTest {

  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private final DotStuffer stuffer = new DotStuffer(sink);

  @ParameterizedTest
  @CsvSource({
    "'', '.|'",
    "'.|', '..|.|'",
    "'a|.b|', 'a|..b|.|'",
    "'a.|b.c|', 'a.|b.c|.|'",
    "'..|', '...|.|'",
    "'|.|.|', '|..|..|.|'",
  })
  void dotsThatBeginALineAreDoubled(String content, String expected) throws IOException {
    stuffer.write(content.replace("|", "\r\n").getBytes(US_ASCII));
    stuffer.finish();
    assertEquals(expected.replace("|", "\r\n"), sink.toString(US_ASCII));
  }

  @Test
  void contentWithoutFinalLineEndGetsNoTerminator() throws IOException {
    stuffer.write('a');
    assertThrows(IllegalStateException.class, stuffer::finish);
    assertEquals("a", sink.toString(US_ASCII));
  }
}
