package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpra.SmtpSendOptions;
import org.smtpra.testkit.EndOfContent;
import org.smtpra.testkit.LenientRelay;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;

/**
 * Content that some servers take for the end of one message and the begin of another. The server
 * here takes every such end, and hands on carelessly to one that is strict: both must see one
 * message a send, however the content was cut into writes.
 */
class SmugglingTest {

  private static final String HEADER = "From: shop@example.com\r\nSubject: x\r\n\r\n";
  private static final SmtpSendOptions ENVELOPE = RawMessage.to("anna@example.org");
  private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r");

  /** Largest content that is collected before it is sent; a multiple of every smaller buffer. */
  private static final int BUFFERED = 256 * 1024;

  static Stream<Arguments> bodies() {
    return Stream.of("NEVER", "ALWAYS")
        .flatMap(
            chunking ->
                LINE_ENDS.stream()
                    .flatMap(before -> LINE_ENDS.stream().map(after -> before + "." + after))
                    .map(end -> Arguments.of(chunking, visible(end), end)));
  }

  private static String visible(String end) {
    return end.replace("\r", "CR ").replace("\n", "LF ").strip();
  }

  private static String canonical(String content) {
    String lines = content.replaceAll("\r\n|\r|\n", "\r\n");
    return lines.endsWith("\r\n") ? lines : lines + "\r\n";
  }

  /** A second message behind what might be an end, with line ends of the same kind. */
  private static String smuggled(String end) {
    String line = end.substring(end.indexOf('.') + 1);
    return "good"
        + end
        + "MAIL FROM:<evil@example.com>"
        + line
        + "RCPT TO:<anna@example.org>"
        + line
        + "DATA"
        + line
        + "evil"
        + end;
  }

  @ParameterizedTest(name = "chunking {0}, {1}")
  @MethodSource("bodies")
  void oneMessageStaysOneHoweverItIsWritten(String chunking, String name, String end)
      throws Exception {
    String content = HEADER + smuggled(end);
    List<Integer> splits =
        IntStream.rangeClosed(HEADER.length(), content.length()).boxed().toList();
    check(chunking, content, splits);
  }

  @ParameterizedTest(name = "chunking {0}, {1}")
  @MethodSource("bodies")
  void dotAtTheVeryBeginOfTheBodyIsContent(String chunking, String name, String end)
      throws Exception {
    String content = HEADER + end.substring(end.indexOf('.')) + smuggled(end);
    check(chunking, content, List.of(0, HEADER.length(), HEADER.length() + 1));
  }

  @ParameterizedTest(name = "chunking {0}, {1}")
  @MethodSource("bodies")
  void oneMessageStaysOneAcrossTheEdgeOfEveryBuffer(String chunking, String name, String end)
      throws Exception {
    for (int distance = 0; distance <= 8; distance++) {
      int padding = BUFFERED - HEADER.length() - "good".length() - distance;
      String content = HEADER + padding(padding) + smuggled(end);
      check(chunking, content, List.of(content.length() / 2));
    }
  }

  private static String padding(int octets) {
    String line = "x".repeat(62) + "\r\n";
    return line.repeat(octets / line.length()) + "y".repeat(octets % line.length());
  }

  private static void check(String chunking, String content, List<Integer> splits)
      throws Exception {
    try (ScriptedSmtpServer strict = ScriptedSmtpServer.builder().start();
        LenientRelay relay = LenientRelay.before(strict, EndOfContent.values());
        SmtpPool pool =
            SmtpPool.open(PoolProperties.clearText(relay.server().port(), "chunking", chunking))) {
      for (int split : splits) {
        pool.factory().send(new RawMessage(content, split), ENVELOPE);
      }
      relay.handOn(splits.size());
      List<String> expected = splits.stream().map(split -> canonical(content)).toList();
      assertEquals(expected, contents(relay.server()));
      assertEquals(expected, contents(strict));
      assertEquals(List.of(), relay.server().violations());
      assertEquals(0, relay.server().commands("ALWAYS".equals(chunking) ? "DATA" : "BDAT"));
    }
  }

  private static List<String> contents(ScriptedSmtpServer server) {
    return server.received().stream().map(ReceivedMessage::contentAsText).toList();
  }
}
