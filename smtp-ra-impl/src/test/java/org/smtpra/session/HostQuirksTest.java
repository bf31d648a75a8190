package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureReason.PROTOCOL_ERROR;
import static org.smtpra.SmtpSendStage.FINAL_REPLY;
import static org.smtpra.session.Failures.assertFailure;
import static org.smtpra.session.Failures.sendFails;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.config.Chunking;
import org.smtpra.config.PipelineData;
import org.smtpra.config.Pipelining;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Servers that offer CHUNKING and had better not be believed. */
class HostQuirksTest {

  private static final Envelope TWO = TestMessage.to("anna@example.org", "bob@example.org");

  private static TestClient client(Chunking chunking) throws Exception {
    return TestClient.plain().wire(Pipelining.ENVELOPE, PipelineData.ONE_RECIPIENT, chunking);
  }

  private static int chunksTo(ScriptedSmtpServer server, Chunking chunking) throws Exception {
    TestClient client = client(chunking);
    SmtpSession session = client.open(server);
    session.send(TWO, TestMessage.small(), client.soon());
    session.close();
    return server.commands("BDAT");
  }

  @Test
  void microsoftsServersGetNoBdatUnlessTheAdministratorInsists() throws Exception {
    Fault greeting = new Fault.Reply("220 mail Microsoft ESMTP MAIL Service ready at noon");
    for (Chunking chunking : new Chunking[] {Chunking.AUTO, Chunking.ALWAYS}) {
      try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().offer("CHUNKING").start()) {
        server.on(Stage.GREETING, greeting);
        assertEquals(chunking == Chunking.ALWAYS ? 1 : 0, chunksTo(server, chunking));
      }
    }
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().offer("CHUNKING").start()) {
      assertEquals(1, chunksTo(server, Chunking.AUTO));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Chunking.class,
      names = {"AUTO", "ALWAYS"})
  void hostThatDoesNotKnowBdatGetsNoneAnyMore(Chunking chunking) throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().offer("CHUNKING").start()) {
      TestClient client = client(chunking);
      SessionOpener opener = client.opener(server.port());
      server.on(Stage.FINAL_REPLY, new Fault.Reply("502 5.5.1 not implemented"));
      assertFailure(
          RETRYABLE_BEFORE_SEND,
          PROTOCOL_ERROR,
          FINAL_REPLY,
          sendFails(client, client.open(opener, server.port()), TWO));
      SmtpSession next = client.open(opener, server.port());
      next.send(TWO, TestMessage.small(), client.soon());
      assertEquals(1, server.commands("BDAT"));
      assertEquals(1, server.commands("DATA"));
      next.close();
    }
  }
}
