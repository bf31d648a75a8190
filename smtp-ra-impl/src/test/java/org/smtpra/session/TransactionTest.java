package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureReason.EXTENSION_MISSING;
import static org.smtpra.SmtpFailureReason.MESSAGE_INVALID;
import static org.smtpra.SmtpFailureReason.MESSAGE_TOO_LARGE;
import static org.smtpra.SmtpFailureReason.TIMEOUT;
import static org.smtpra.SmtpSendStage.CONTENT;
import static org.smtpra.SmtpSendStage.MAIL_FROM;
import static org.smtpra.session.Failures.assertFailure;
import static org.smtpra.session.Failures.sendFails;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ScriptedSmtpServer;

/** What one message needs, and what arrives of it. */
class TransactionTest {

  private static final Envelope ANNA = TestMessage.to("anna@example.org");

  private static ScriptedSmtpServer server(String... keywords) {
    return ScriptedSmtpServer.builder().keywords(keywords).start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        ".",
        "..",
        ".\r\n.\r\n..\r\n...\r\n",
        "a\r\n.b\r\n\r\n.\r\n",
        "no line end",
        "bare\nline\nfeeds\rand\rreturns",
        "\n.\n.\r.\r",
        "\r\nGr\u00fc\u00dfe \u00ff\r\n.\u00e9",
      })
  void contentArrivesOctetForOctet(String text) throws Exception {
    try (ScriptedSmtpServer server = server("8BITMIME", "SIZE 1000")) {
      TestClient client = TestClient.plain();
      SmtpSession session = client.open(server);
      TestMessage message = TestMessage.of(text);
      session.send(ANNA, message, client.soon());
      session.send(ANNA, message.streamed(), client.soon());
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(message.octets(), server.received().get(i).content());
      }
      session.close();
    }
  }

  @Test
  void largeContentArrivesOctetForOctet() throws Exception {
    try (ScriptedSmtpServer server = server()) {
      TestClient client = TestClient.plain();
      TestMessage message = TestMessage.of((".\r\n..x\r\n" + "y".repeat(900) + "\r\n").repeat(500));
      SmtpSession session = client.open(server);
      session.send(ANNA, message, client.soon());
      assertArrayEquals(message.octets(), server.received().get(0).content());
      session.close();
    }
  }

  @Test
  void resultNamesReplyAndRecipients() throws Exception {
    try (ScriptedSmtpServer server = server()) {
      TestClient client = TestClient.plain();
      SmtpSession session = client.open(server);
      TransactionResult result = session.send(ANNA, TestMessage.small(), client.soon());
      assertEquals(250, result.finalReply().code());
      assertEquals("2.0.0", result.finalReply().enhancedCode());
      assertEquals(List.of("Queued in session 1"), result.finalReply().lines());
      assertEquals("anna@example.org", result.recipients().get(0).address());
      assertEquals(Optional.of(result.finalReply()), result.recipients().get(0).reply());
      assertEquals("shop@example.com", server.received().get(0).envelopeFrom());
      session.close();
    }
  }

  @Test
  void bounceHasTheNullPath() throws Exception {
    try (ScriptedSmtpServer server = server()) {
      TestClient client = TestClient.plain();
      Envelope bounce =
          new Envelope(
              Optional.empty(),
              List.of(TestMessage.mailbox("anna@example.org")),
              SmtpRecipientPolicy.ALL_OR_NOTHING);
      client.open(server).send(bounce, TestMessage.small(), client.soon());
      assertEquals("", server.received().get(0).envelopeFrom());
    }
  }

  @Test
  void sizeAndBodyAreDeclaredWhereTheyAreOfferedAndKnown() throws Exception {
    TestMessage plain = TestMessage.of("plain");
    TestMessage eightBit = TestMessage.of("\u00e4");
    assertParameters(List.of("SIZE=7"), plain, "SIZE", "8BITMIME");
    assertParameters(List.of("SIZE=7"), plain, "SIZE 0");
    assertParameters(List.of("SIZE=3", "BODY=8BITMIME"), eightBit, "SIZE 3", "8BITMIME");
    assertParameters(List.of("BODY=8BITMIME"), plain.streamed(), "SIZE 99", "8BITMIME");
    assertParameters(List.of(), plain, "PIPELINING");
    assertParameters(List.of(), plain.streamed(), "SIZE 99");
  }

  private static void assertParameters(
      List<String> expected, TestMessage message, String... keywords) throws Exception {
    try (ScriptedSmtpServer server = server(keywords)) {
      TestClient client = TestClient.plain();
      client.open(server).send(ANNA, message, client.soon());
      assertEquals(expected, server.received().get(0).mailParameters());
    }
  }

  @Test
  void rawCharactersInAnAddressNeedSmtpUtf8() throws Exception {
    Envelope greek = TestMessage.to("\u03b1\u03bd\u03bd\u03b1@example.org");
    try (ScriptedSmtpServer server = server("SMTPUTF8", "8BITMIME")) {
      TestClient client = TestClient.plain();
      client.open(server).send(greek, TestMessage.small(), client.soon());
      assertTrue(server.received().get(0).mailParameters().contains("SMTPUTF8"));
      assertEquals(
          List.of("\u03b1\u03bd\u03bd\u03b1@example.org"), server.received().get(0).recipients());
    }
    assertUnsendable(EXTENSION_MISSING, greek, TestMessage.small(), "8BITMIME");
  }

  @Test
  void whatTheServerCannotTakeIsNotEvenBegun() throws Exception {
    assertUnsendable(EXTENSION_MISSING, ANNA, TestMessage.of("\u00e4"), "SIZE");
    assertUnsendable(MESSAGE_TOO_LARGE, ANNA, TestMessage.of("1234"), "SIZE 5");
  }

  private static void assertUnsendable(
      SmtpFailureReason reason, Envelope envelope, TestMessage message, String... offers)
      throws Exception {
    try (ScriptedSmtpServer server = server(offers)) {
      TestClient client = TestClient.plain();
      SmtpSession session = client.open(server);
      SmtpFailure failure = sendFails(client, session, envelope, message);
      assertFailure(PERMANENT_FAILURE, reason, MAIL_FROM, failure);
      assertEquals(0, server.commands("MAIL"));
      session.send(ANNA, TestMessage.of("x"), client.soon());
      session.close();
    }
  }

  @Test
  void streamedOctetsOver127CloseTheSessionWhereTheyAreNotTaken() throws Exception {
    try (ScriptedSmtpServer server = server("SIZE")) {
      TestClient client = TestClient.plain();
      SmtpSession session = client.open(server);
      SmtpFailure failure =
          sendFails(client, session, ANNA, TestMessage.of("abc \u00e4").streamed());
      assertFailure(PERMANENT_FAILURE, EXTENSION_MISSING, CONTENT, failure);
      assertClosedWithoutTerminator(server, session);
    }
  }

  /** A content handler as they are: some throw, some die, some keep silent about a failed write. */
  private record Broken(TestMessage message, Ending ending) implements MessageContent {
    private interface Ending {
      void happen(OutputStream sink) throws IOException;
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public EightBit eightBit() {
      return EightBit.UNKNOWN;
    }

    @Override
    public boolean utf8Headers() {
      return false;
    }

    @Override
    public void writeTo(OutputStream sink) throws IOException {
      message.writeTo(sink);
      ending.happen(sink);
    }
  }

  @Test
  void contentThatBreaksMidStreamClosesWithoutTerminator() throws Exception {
    Broken.Ending throwing =
        sink -> {
          throw new IOException("the file is gone");
        };
    Broken.Ending unchecked =
        sink -> {
          throw new IllegalStateException("the file is gone");
        };
    Broken.Ending open = sink -> sink.write('x');
    for (Broken.Ending ending : List.of(throwing, unchecked, open)) {
      try (ScriptedSmtpServer server = server()) {
        TestClient client = TestClient.plain();
        SmtpSession session = client.open(server);
        SmtpFailure failure =
            sendFails(client, session, ANNA, new Broken(TestMessage.small(), ending));
        assertFailure(PERMANENT_FAILURE, MESSAGE_INVALID, CONTENT, failure);
        assertClosedWithoutTerminator(server, session);
      }
    }
  }

  @Test
  void handlerThatDiesLeavesNoOpenTransactionBehind() throws Exception {
    try (ScriptedSmtpServer server = server()) {
      TestClient client = TestClient.plain();
      SmtpSession session = client.open(server);
      Broken dying =
          new Broken(
              TestMessage.small(),
              sink -> {
                throw new NoClassDefFoundError("com/example/ContentHandler");
              });
      assertThrows(NoClassDefFoundError.class, () -> session.send(ANNA, dying, client.soon()));
      assertClosedWithoutTerminator(server, session);
    }
  }

  @Test
  void writerThatSwallowsItsFailureDoesNotCompleteAMessageWithAGap() throws Exception {
    try (ScriptedSmtpServer server = server("SIZE")) {
      TestClient client = TestClient.plain();
      SmtpSession session = client.open(server);
      Broken silent =
          new Broken(
              TestMessage.of("before"),
              sink -> {
                try {
                  sink.write(new byte[] {(byte) 0xe4, '\r', '\n'});
                } catch (IOException swallowed) {
                  // What such a handler does.
                }
              });
      SmtpFailure failure = sendFails(client, session, ANNA, silent);
      assertFailure(PERMANENT_FAILURE, EXTENSION_MISSING, CONTENT, failure);
      assertClosedWithoutTerminator(server, session);
    }
  }

  private static void assertClosedWithoutTerminator(
      ScriptedSmtpServer server, SmtpSession session) {
    assertFalse(session.isUsable());
    server.awaitClosed(1);
    assertEquals(List.of(), server.received());
    assertFalse(server.sessions().get(0).transcript().toString().contains("octets of content"));
    assertEquals(0, server.commands("QUIT"));
  }

  /** No write had to wait, so nothing but the check before the last one can notice it. */
  @Test
  void limitThatPassesWhileTheContentIsMadeEndsTheSendBeforeTheBoundary() throws Exception {
    try (ScriptedSmtpServer server = server()) {
      TestClient client = TestClient.plain();
      SmtpSession session = client.open(server);
      Broken slow = new Broken(TestMessage.small(), sink -> client.skip(Duration.ofHours(1)));
      SmtpFailure failure = sendFails(client, session, ANNA, slow);
      assertFailure(RETRYABLE_BEFORE_SEND, TIMEOUT, CONTENT, failure);
      assertClosedWithoutTerminator(server, session);
    }
  }
}
