package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LenientRelayTest {
  private static final String SMUGGLED =
      "MAIL FROM:<evil@example.com>\r\nRCPT TO:<anna@example.org>\r\nDATA\r\nevil\r\n";

  private final ScriptedSmtpServer next = ScriptedSmtpServer.builder().start();
  private final LenientRelay relay = LenientRelay.before(next, EndOfContent.LF_DOT_CRLF);

  @AfterEach
  void close() {
    relay.close();
    next.close();
  }

  private List<String> atTheNextServer(int messages) throws IOException {
    relay.handOn(messages);
    return next.received().stream().map(ReceivedMessage::contentAsText).toList();
  }

  private void sendByBdat(String content) throws IOException {
    try (var client = LineClient.introduced(relay.server())) {
      client.say("MAIL FROM:<shop@example.com>");
      client.say("RCPT TO:<anna@example.org>");
      client.send("BDAT " + content.length() + " LAST\r\n" + content);
      client.reply();
    }
  }

  @Test
  void canonicalMessageStaysOneWithItsOctets() throws Exception {
    String content = "a\r\n.\r\n..b\r\n" + SMUGGLED + ".\r\n";
    sendByBdat(content);
    try (var client = LineClient.introduced(relay.server())) {
      client.beginContent("anna@example.org");
      client.say(content.replace("\r\n.", "\r\n..") + ".");
    }
    assertEquals(List.of(content, content), atTheNextServer(2));
    assertEquals(List.of("anna@example.org"), next.received().get(0).recipients());
  }

  @Test
  void bareLineFeedPassedByBdatBecomesASecondMessage() throws Exception {
    sendByBdat("good\n.\n" + SMUGGLED);
    assertEquals(List.of("good\r\n", "evil\r\n"), atTheNextServer(1));
    assertEquals("evil@example.com", next.received().get(1).envelopeFrom());
  }

  @Test
  void bareCarriageReturnPassedByDataBecomesASecondMessage() throws Exception {
    try (var client = LineClient.introduced(relay.server())) {
      client.beginContent("anna@example.org");
      client.say("good\r.\r" + SMUGGLED + ".");
    }
    assertEquals(List.of("good\r\n", "evil\r\n"), atTheNextServer(1));
  }

  @Test
  void sloppyEndIsTwoMessagesAlreadyAtTheRelay() throws Exception {
    try (var client = LineClient.introduced(relay.server())) {
      client.beginContent("anna@example.org");
      client.say("good\n.\r\n" + SMUGGLED + ".");
      client.reply();
      client.reply();
      client.reply();
      client.reply();
    }
    assertEquals(List.of("good\r\n", "evil\r\n"), atTheNextServer(2));
  }
}
