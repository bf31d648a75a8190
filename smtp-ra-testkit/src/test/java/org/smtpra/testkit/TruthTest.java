package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TruthTest {

  @Test
  void completeMessageIsHeldWhateverTheServerThenSays() throws Exception {
    try (var server = ScriptedSmtpServer.builder().offer("CHUNKING").start();
        var client = LineClient.introduced(server)) {
      server.on(Stage.FINAL_REPLY, new Fault.Reply("451 4.3.0 later"));
      client.beginContent("anna@example.org");
      client.say("refused\r\n.");
      server.on(Stage.FINAL_REPLY, new Fault.Dropping(new Fault.Reply("250 2.0.0 Trust me")));
      client.beginContent("anna@example.org");
      client.say("dropped\r\n.");
      server.on(Stage.FINAL_REPLY, new Fault.CloseBefore());
      client.say("MAIL FROM:<shop@example.com>");
      client.say("RCPT TO:<anna@example.org>");
      client.say("BDAT 6 LAST\r\nlost");

      assertEquals(
          "refused\r\n,dropped\r\n,lost\r\n",
          String.join(
              ",", server.awaitHeld(3).stream().map(ReceivedMessage::contentAsText).toList()));
      assertTrue(server.received().isEmpty());
    }
  }

  @Test
  void unfinishedContentIsNeitherHeldNorReceived() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start()) {
      try (var client = LineClient.introduced(server)) {
        client.beginContent("anna@example.org");
        client.send("x\r\n.\r");
      }
      server.awaitClosed(1);
      assertTrue(server.held().isEmpty());
      assertTrue(server.received().isEmpty());
    }
  }

  @Test
  void carelessServerKeepsContentWithoutEnd() throws Exception {
    try (var server = ScriptedSmtpServer.builder().offer("CHUNKING").acceptWithoutEnd().start()) {
      try (var client = LineClient.introduced(server)) {
        client.beginContent("anna@example.org");
        client.send("by DATA");
      }
      server.awaitReceived(1);
      try (var client = LineClient.introduced(server)) {
        client.say("MAIL FROM:<shop@example.com>");
        client.say("RCPT TO:<anna@example.org>");
        client.say("BDAT 3\r\nx");
        client.send("BDAT 10 LAST\r\nby BDAT");
      }
      server.awaitReceived(2);
      assertEquals("by DATA", server.received().get(0).contentAsText());
      assertEquals("x\r\nby BDAT", server.received().get(1).contentAsText());
      assertTrue(server.held().isEmpty());
    }
  }

  @Test
  void carelessServerKeepsNothingTwiceAndNothingThatWasReset() throws Exception {
    try (var server = ScriptedSmtpServer.builder().offer("CHUNKING").acceptWithoutEnd().start()) {
      server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.Reset()));
      try (var client = LineClient.introduced(server)) {
        client.say("MAIL FROM:<shop@example.com>");
        client.say("RCPT TO:<anna@example.org>");
        client.say("BDAT 3\r\nx");
        client.say("RSET");
        client.say("MAIL FROM:<shop@example.com>");
        client.say("RCPT TO:<anna@example.org>");
        client.send("BDAT 3 LAST\r\ny\r\n");
        server.awaitClosed(1);
      }
      assertEquals(1, server.received().size());
    }
  }

  @Test
  void sessionIsRefusedAfterItsShareOfMessages() throws Exception {
    try (var server =
        ScriptedSmtpServer.builder().messagesPerSession(1, "452 4.5.3 Too many").start()) {
      for (int session = 1; session <= 2; session++) {
        try (var client = LineClient.introduced(server)) {
          client.beginContent("anna@example.org");
          client.say("x\r\n.");
          assertEquals("452 4.5.3 Too many", client.say("MAIL FROM:<shop@example.com>"));
        }
      }
      assertEquals(2, server.received().size());
    }
  }

  @Test
  void transactionIsRefusedMoreThanItsShareOfRecipients() throws Exception {
    try (var server =
            ScriptedSmtpServer.builder().tooManyRecipients(2, "452 4.5.3 Too many").start();
        var client = LineClient.introduced(server)) {
      client.say("MAIL FROM:<shop@example.com>");
      client.say("RCPT TO:<1@example.org>");
      client.say("RCPT TO:<2@example.org>");
      assertEquals("452 4.5.3 Too many", client.say("RCPT TO:<3@example.org>"));
      client.say("RSET");
      client.say("MAIL FROM:<shop@example.com>");
      assertEquals("250 2.1.5 Recipient OK", client.say("RCPT TO:<3@example.org>"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void staleRepliesComeInPlaceOfTheAnswerToMail(StaleReply stale) throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      server.on(Stage.MAIL, stale.fault());
      assertEquals(stale.line(), client.say("MAIL FROM:<shop@example.com>"));
      assertEquals(
          stale == StaleReply.CLOSING ? "" : "503 5.5.1 Say MAIL first", client.say("DATA"));
    }
  }

  @Test
  void invitationWithoutRecipientsIsKeptToAndTheContentRefused() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      server.refuse("nobody@example.org", "550 5.1.1 unknown");
      server.on(Stage.DATA, new Fault.Reply("354 go on"));
      assertEquals("354 go on", client.beginContent("nobody@example.org"));
      assertEquals("554 5.5.1 No valid recipients", client.say("."));
      assertEquals(1, server.awaitHeld(1).size());
      assertTrue(server.received().isEmpty());
      assertEquals("354 End with CRLF.CRLF", client.beginContent("anna@example.org"));
    }
  }
}
