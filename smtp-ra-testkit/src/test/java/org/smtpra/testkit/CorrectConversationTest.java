package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectConversationTest {

  @Test
  void messageArrivesWithItsEnvelope() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      client.say("MAIL FROM:<shop@example.com> SIZE=12 BODY=8BITMIME");
      client.say("RCPT TO:<anna@example.org>");
      client.say("RCPT TO:<\"odd>name\"@example.org>");
      client.say("DATA");
      assertEquals(
          "250 2.0.0 Queued in session 1", client.say("Subject: x\r\n\r\n..dot\r\n.\n.\r\n."));

      ReceivedMessage message = server.received().get(0);
      assertEquals("shop@example.com", message.envelopeFrom());
      assertEquals(List.of("anna@example.org", "\"odd>name\"@example.org"), message.recipients());
      assertEquals(List.of("SIZE=12", "BODY=8BITMIME"), message.mailParameters());
      assertEquals("Subject: x\r\n\r\n.dot\r\n\n.\r\n", message.contentAsText());
      assertEquals("x", message.header("subject"));
      assertEquals("client.example", message.heloName());
    }
  }

  @Test
  void onlyTheFullTerminatorEndsTheContent() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      client.beginContent("anna@example.org");
      client.say("a\n.\nb\r.\rc\n.\r\nd\r\n.\re\r\n.");

      assertEquals("a\n.\nb\r.\rc\n.\r\nd\r\n\re\r\n", server.received().get(0).contentAsText());
      assertEquals(1, server.received().size());
    }
  }

  @Test
  void emptyContentIsOneTerminator() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      client.beginContent("anna@example.org");
      client.say(".");

      assertEquals("", server.received().get(0).contentAsText());
    }
  }

  @Test
  void pipelinedGroupIsOneRoundTrip() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      int before = server.roundTrips(1);
      client.send("MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n");
      assertEquals("250 2.1.0 Sender OK", client.reply());
      assertEquals("250 2.1.5 Recipient OK", client.reply());
      assertEquals("354 End with CRLF.CRLF", client.reply());
      assertEquals(before + 1, server.roundTrips(1));
    }
  }

  @Test
  void commandsOutOfSequenceAreRefused() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = new LineClient(server)) {
      client.reply();
      assertEquals("503 5.5.1 Say EHLO first", client.say("MAIL FROM:<a@example.com>"));
      client.say("EHLO client.example");
      assertEquals("503 5.5.1 Say MAIL first", client.say("RCPT TO:<b@example.org>"));
      assertEquals("503 5.5.1 Say MAIL first", client.say("DATA"));
      client.say("MAIL FROM:<a@example.com>");
      assertEquals("554 5.5.1 No valid recipients", client.say("DATA"));
      assertEquals("250 2.0.0 Reset", client.say("RSET"));
      assertEquals("503 5.5.1 Say MAIL first", client.say("RCPT TO:<b@example.org>"));
      assertEquals("500 5.5.1 Command unknown", client.say("EXPN list"));
    }
  }

  @Test
  void parametersOfExtensionsThatAreNotOfferedAreRefused() throws Exception {
    try (var server = ScriptedSmtpServer.builder().keywords("SIZE 10").start();
        var client = LineClient.introduced(server)) {
      assertEquals(
          "555 5.5.4 Parameter not recognized: BODY=8BITMIME",
          client.say("MAIL FROM:<a@example.com> BODY=8BITMIME"));
      assertEquals("552 5.3.4 Message too big", client.say("MAIL FROM:<a@example.com> SIZE=11"));
      assertEquals(
          "553 5.6.7 SMTPUTF8 is not offered", client.say("MAIL FROM:<\u00c3\u00a4@example.com>"));
      client.beginContent("b@example.org");
      assertEquals("552 5.3.4 Message too big", client.say("12345678901\r\n."));
      assertTrue(server.received().isEmpty());
    }
  }

  @Test
  void countersTellOpenAndClosedSessionsApart() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start()) {
      try (var one = LineClient.introduced(server);
          var two = LineClient.introduced(server)) {
        one.say("NOOP");
        assertEquals("221 2.0.0 Bye", two.say("QUIT"));
        assertEquals(-1, two.read());
        server.awaitClosed(1);
        assertEquals(1, server.openSessions());
      }
      List<SessionRecord> sessions = server.awaitClosed(2);

      assertEquals(2, server.maxOpenSessions());
      assertEquals(2, server.sessionsAccepted());
      assertEquals(0, server.openSessions());
      assertEquals(1, server.commands("noop"));
      assertEquals(List.of("EHLO client.example", "QUIT"), sessions.get(1).commands());
    }
  }
}
