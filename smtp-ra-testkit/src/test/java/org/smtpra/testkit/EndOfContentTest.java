package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndOfContentTest {
  private static final Map<EndOfContent, String> OCTETS =
      Map.of(
          EndOfContent.CRLF_DOT_CRLF, "\r\n.\r\n",
          EndOfContent.LF_DOT_LF, "\n.\n",
          EndOfContent.CR_DOT_CR, "\r.\r",
          EndOfContent.LF_DOT_CRLF, "\n.\r\n",
          EndOfContent.CRLF_DOT_LF, "\r\n.\n",
          EndOfContent.CR_DOT_CRLF, "\r.\r\n");

  private static List<String> received(ScriptedSmtpServerBuilder builder, String content)
      throws IOException {
    try (var server = builder.start();
        var client = LineClient.introduced(server)) {
      client.beginContent("anna@example.org");
      client.send(content);
      client.socket().shutdownOutput();
      while (client.read() >= 0) {}
      server.awaitClosed(1);
      return server.received().stream().map(ReceivedMessage::contentAsText).toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sloppyServerTakesTheSecondMessageForAnother(EndOfContent end) throws Exception {
    String smuggled =
        "MAIL FROM:<evil@example.com>\r\nRCPT TO:<anna@example.org>\r\nDATA\r\nevil\r\n.\r\n";
    List<String> messages =
        received(ScriptedSmtpServer.builder().contentEnd(end), "good" + OCTETS.get(end) + smuggled);

    assertEquals(2, messages.size());
    assertEquals("good", messages.get(0).strip());
    assertEquals("evil\r\n", messages.get(1));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CRLF_DOT_CRLF")
  void strictServerTakesItForContent(EndOfContent end) throws Exception {
    List<String> messages =
        received(ScriptedSmtpServer.builder(), "one" + OCTETS.get(end) + "two\r\n.\r\n");
    // The strict server removes the dot only where CRLF precedes it.
    String kept = OCTETS.get(end).startsWith("\r\n") ? "\r\n\n" : OCTETS.get(end);
    assertEquals(List.of("one" + kept + "two\r\n"), messages);
  }

  @Test
  void trueEndAndStuffingWorkBesideTheSloppyOnes() throws Exception {
    assertEquals(
        List.of("a\n.b\r\n.c\r.d\r\n"),
        received(
            ScriptedSmtpServer.builder().contentEnd(EndOfContent.LF_DOT_LF),
            "a\n..b\r\n..c\r.d\r\n.\r\n"));
  }

  @ParameterizedTest
  @EnumSource
  void emptyContentEndsAtItsFirstDot(EndOfContent end) throws Exception {
    assertEquals(List.of(""), received(ScriptedSmtpServer.builder().contentEnd(end), ".\r\n"));
  }
}
