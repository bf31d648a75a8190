package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpReply;

class ReplyParserTest {

  private final ReplyParser parser = new ReplyParser();

  @Test
  void oneLineWithoutEnhancedCodeIsReadAsItStands() throws MalformedReplyException {
    assertEquals(
        new SmtpReply(220, "", List.of("mx.example ESMTP")), reply("220 mx.example ESMTP\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"250\r\n", "250 \r\n", "250\n"})
  void codeAloneIsAReplyWithEmptyText(String octets) throws MalformedReplyException {
    assertEquals(new SmtpReply(250, "", List.of("")), reply(octets));
  }

  @Test
  void linesOfOneReplyAreGathered() throws MalformedReplyException {
    assertEquals(
        new SmtpReply(250, "", List.of("mx.example", "PIPELINING", "", "HELP")),
        reply("250-mx.example\r\n250-PIPELINING\r\n250-\r\n250 HELP\r\n"));
  }

  @Test
  void bareLineFeedEndsALineToo() throws MalformedReplyException {
    assertEquals(new SmtpReply(250, "", List.of("a", "b")), reply("250-a\n250 b\n"));
  }

  @Test
  void enhancedCodeIsTakenFromTheFirstLineAndOffEachLineThatRepeatsIt()
      throws MalformedReplyException {
    assertEquals(
        new SmtpReply(550, "5.7.1", List.of("no", "relaying", "5.7.2 here", "")),
        reply("550-5.7.1 no\r\n550-5.7.1 relaying\r\n550-5.7.2 here\r\n550 5.7.1\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "250 2.1.5 ok, 2.1.5",
    "450 4.7.500 busy, 4.7.500",
    "550 5.1.1, 5.1.1",
    "550 4.1.1 class does not fit, ''",
    "354 3.0.0 no such class, ''",
    "250 2.1 ok, ''",
    "250 2.1. ok, ''",
    "250 2.1.5678 ok, ''",
    "250 2.1.5.6 ok, ''",
    "250 2.1.5ok, ''",
    "250 2a1a5 ok, ''",
    "250 22.1.5 ok, ''",
  })
  void enhancedCodeCountsOnlyInItsOwnForm(String line, String enhancedCode)
      throws MalformedReplyException {
    SmtpReply reply = reply(line + "\r\n");
    assertEquals(enhancedCode, reply.enhancedCode());
    if (enhancedCode.isEmpty()) {
      assertEquals(line.substring(4), reply.lines().get(0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 400 Bad Request\r\n",
        "\r\n",
        "25\r\n",
        "25x ok\r\n",
        "250_ok\r\n",
        "2500 ok\r\n",
        "199 early\r\n",
        "100 early\r\n",
        "600 late\r\n",
        "999 late\r\n",
        "250-a\r\n251 b\r\n",
        "250-a\r\n\r\n",
        "250-a\r\ntext\r\n",
        " 250 ok\r\n",
        "+OK ready\r\n",
        "\u0015\u0003\u0001\u0000\u0002\u0002"
      })
  void whatIsNoReplyIsRefused(String octets) {
    assertThrows(MalformedReplyException.class, () -> parser.parse(wrap(octets)));
    assertFalse(parser.midReply());
  }

  @Test
  void offendingTextIsShownPrintableAndCut() {
    String hostile = "oops\u001B[31m" + "x".repeat(1000) + "\r\n";
    MalformedReplyException e =
        assertThrows(MalformedReplyException.class, () -> parser.parse(wrap(hostile)));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("oops\uFFFD[31mxxx"), message);
    assertTrue(message.length() < 300, message);
    assertFalse(message.contains("\r"), message);
  }

  @Test
  void positionStopsBehindTheReplySoThatTheNextOneStays() throws MalformedReplyException {
    ByteBuffer input = wrap("250 first\r\n354 second\r\n2");
    assertEquals(250, parse(input).code());
    assertEquals(11, input.position());
    assertEquals(354, parse(input).code());
    assertFalse(parser.midReply());
    assertNull(parser.parse(input));
    assertTrue(parser.midReply());
    assertFalse(input.hasRemaining());
  }

  @Test
  void replyThatIsCutAfterAContinuationLineIsHeld() throws MalformedReplyException {
    assertNull(parser.parse(wrap("250-2.0.0 queued\r\n")));
    assertTrue(parser.midReply());
    assertEquals(
        new SmtpReply(250, "2.0.0", List.of("queued", "as 1")), reply("250 2.0.0 as 1\r\n"));
  }

  @Test
  void oddBuffersAreReadAtTheirPosition() throws MalformedReplyException {
    byte[] octets = "junk250 ok\r\njunk".getBytes(ISO_8859_1);
    ByteBuffer slice = ByteBuffer.wrap(octets, 4, 8).slice();
    assertEquals("ok", parse(slice).lines().get(0));
    ByteBuffer direct = ByteBuffer.allocateDirect(32).put(octets, 4, 8).flip();
    assertEquals("ok", parse(direct).lines().get(0));
    assertEquals("ok", parse(ByteBuffer.wrap(octets, 4, 8).asReadOnlyBuffer()).lines().get(0));
  }

  @Test
  void textOfAServerIsMadePrintable() throws MalformedReplyException {
    SmtpReply reply = reply("250 a\u0000b\u001Bc\u007Fd\u0085e\u202Ef\u2066g\u200Eh\ti\rj\r\n");
    assertEquals(
        "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFDh i\uFFFDj", reply.lines().get(0));
  }

  @Test
  void utf8StaysAndWhatIsNoUtf8IsReplaced() throws MalformedReplyException {
    assertEquals(
        "gr\u00FC\u00DFe \uD83D\uDE00",
        reply("250 gr\u00FC\u00DFe \uD83D\uDE00\r\n").lines().get(0));
    ByteBuffer latin = ByteBuffer.wrap("250 gr\u00FC\u00DFe\r\n".getBytes(ISO_8859_1));
    assertEquals("gr\uFFFD\uFFFDe", parse(latin).lines().get(0));
  }

  @Test
  void lineOfFourKibibytesPassesAndOneMoreIsRefused() throws MalformedReplyException {
    String text = "x".repeat(ReplyParser.MAX_LINE_OCTETS - 6);
    assertEquals(text, reply("250 " + text + "\r\n").lines().get(0));
    assertThrows(MalformedReplyException.class, () -> parser.parse(wrap("250 x" + text + "\r\n")));
    assertThrows(MalformedReplyException.class, () -> parser.parse(wrap("250 xxx" + text)));
  }

  @Test
  void hundredLinesPassAndOneMoreIsRefused() throws MalformedReplyException {
    String lines = "250-x\r\n".repeat(ReplyParser.MAX_LINES - 1);
    assertEquals(ReplyParser.MAX_LINES, reply(lines + "250 x\r\n").lines().size());
    assertThrows(
        MalformedReplyException.class, () -> parser.parse(wrap(lines + "250-x\r\n250 x\r\n")));
  }

  @Test
  void replyOver64KibibytesIsRefused() {
    String line = "250-" + "x".repeat(4000) + "\r\n";
    assertThrows(MalformedReplyException.class, () -> parser.parse(wrap(line.repeat(17))));
  }

  @Test
  void parserIsEmptyAfterARefusal() throws MalformedReplyException {
    assertThrows(MalformedReplyException.class, () -> parser.parse(wrap("250-5.1.1 a\r\nx\r\n")));
    assertEquals(new SmtpReply(220, "", List.of("hi")), reply("220 hi\r\n"));
  }

  private SmtpReply reply(String octets) throws MalformedReplyException {
    return parse(wrap(octets));
  }

  private SmtpReply parse(ByteBuffer input) throws MalformedReplyException {
    SmtpReply reply = parser.parse(input);
    assertNotNull(reply);
    return reply;
  }

  private static ByteBuffer wrap(String octets) {
    return ByteBuffer.wrap(octets.getBytes(UTF_8));
  }
}
