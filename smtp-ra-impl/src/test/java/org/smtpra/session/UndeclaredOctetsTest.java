package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureReason.EXTENSION_MISSING;
import static org.smtpra.SmtpSendStage.CONTENT;
import static org.smtpra.session.Failures.assertFailure;
import static org.smtpra.session.Failures.sendFails;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Streamed content that turns out to need what MAIL did not ask for. */
class UndeclaredOctetsTest {

  private static final Envelope ANNA = TestMessage.to("anna@example.org");

  private static final TestMessage LATE_RAW_HEADER =
      TestMessage.of(
          "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
              + "fifty octets of text, again and again and again.\r\n".repeat(6_000)
              + "--b\r\nContent-Description: \u00c3\u00a4\r\n\r\nx\r\n--b--\r\n");

  @ParameterizedTest
  @EnumSource(
      value = WireMode.class,
      names = {"LOCKSTEP", "ENVELOPE", "CHUNKS"})
  void rawHeaderOfALatePartIsNotSentWhereSmtpUtf8WasNotAskedFor(WireMode mode) throws Exception {
    try (ScriptedSmtpServer server = mode.server().start()) {
      TestClient client = mode.apply(TestClient.plain());
      SmtpSession session = client.open(server);
      SmtpFailure failure = sendFails(client, session, ANNA, LATE_RAW_HEADER.streamed());
      assertFailure(PERMANENT_FAILURE, EXTENSION_MISSING, CONTENT, failure);
      assertTrue(failure.getMessage().contains("RFC 2047"), failure.getMessage());
      session.close();
      server.stop();
      assertEquals(0, server.held().size());
    }
  }

  /** An address that needs it has asked for it. */
  @Test
  void rawHeaderOfALatePartIsSentWhereSmtpUtf8WasAskedFor() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      TestClient client = TestClient.plain();
      SmtpSession session = client.open(server);
      Envelope greek = TestMessage.to("\u03b1\u03bd\u03bd\u03b1@example.org");
      session.send(greek, LATE_RAW_HEADER.streamed(), client.soon());
      assertArrayEquals(LATE_RAW_HEADER.octets(), server.received().get(0).content());
      session.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = WireMode.class,
      names = {"ENVELOPE", "ONE_CHUNK", "CHUNKS"})
  void octetsOver127AreNotSentWhere8BitMimeIsNotOffered(WireMode mode) throws Exception {
    try (ScriptedSmtpServer server =
        mode.server().keywords("PIPELINING", "CHUNKING", "SMTPUTF8").start()) {
      TestClient client = mode.apply(TestClient.plain());
      SmtpSession session = client.open(server);
      TestMessage content = TestMessage.of("a: b\r\n\r\ngr\u00fc\u00dfe\r\n").streamed();
      SmtpFailure failure = sendFails(client, session, ANNA, content);
      assertFailure(PERMANENT_FAILURE, EXTENSION_MISSING, CONTENT, failure);
      session.close();
      server.stop();
      assertEquals(0, server.held().size());
    }
  }
}
