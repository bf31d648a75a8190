package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCertificatesExtension.class)
class ClientRuleTest {
  private static final String ENVELOPE =
      "MAIL FROM:<shop@example.com>\r\nRCPT TO:<anna@example.org>\r\n";

  private static ScriptedSmtpServerBuilder chunking() {
    return ScriptedSmtpServer.builder().offer("CHUNKING");
  }

  /** Sends it all in one segment after EHLO, leaves, and tells what the server objected to. */
  private static List<String> violations(ScriptedSmtpServerBuilder builder, String octets)
      throws IOException {
    try (var server = builder.start()) {
      try (var client = LineClient.introduced(server)) {
        client.send(octets);
        client.socket().shutdownOutput();
        while (client.read() >= 0) {}
      }
      server.awaitClosed(1);
      return server.violations();
    }
  }

  @Test
  void goodPipelinedClientIsLeftInPeace() throws Exception {
    try (var server = chunking().start();
        var client = LineClient.introduced(server)) {
      client.send(ENVELOPE + "DATA\r\n");
      client.reply();
      client.reply();
      client.reply();
      client.send("x\r\n.\r\n" + ENVELOPE);
      client.reply();
      client.reply();
      client.reply();
      client.send("BDAT 3\r\nx\r\nBDAT 3\r\nx\r\n");
      client.reply();
      client.reply();
      client.say("BDAT 0 LAST");
      client.say("RSET\r\nQUIT");
      assertEquals(2, server.received().size());
      assertEquals(List.of(), server.violations());
    }
  }

  @Test
  void groupsNeedPipelining() throws Exception {
    assertEquals(
        List.of(
            "session 1: EXTENSION_OFFERED: octets before the reply to MAIL,"
                + " PIPELINING is not offered"),
        violations(ScriptedSmtpServer.builder().noPipelining(), ENVELOPE));
  }

  @Test
  void lockstepNeedsNoPipelining() throws Exception {
    try (var server = ScriptedSmtpServer.builder().noPipelining().start();
        var client = LineClient.introduced(server)) {
      client.beginContent("anna@example.org");
      client.say("x\r\n.");
      assertEquals("221 2.0.0 Bye", client.say("QUIT"));
      assertEquals(List.of(), server.violations());
    }
  }

  @Test
  void octetsBeforeTheGreetingAndBeforeTheReplyToEhloAreSeen() throws Exception {
    try (var server =
            ScriptedSmtpServer.builder().noPipelining().collectFor(Duration.ofSeconds(5)).start();
        var client = new LineClient(server)) {
      client.send("EHLO client.example\r\n");
      client.send("NOOP\r\n");
      client.socket().shutdownOutput();
      while (client.read() >= 0) {}
      assertEquals(
          List.of(
              "session 1: GREETING_FIRST: octets before the greeting",
              "session 1: EXTENSION_OFFERED: octets before the reply to EHLO,"
                  + " PIPELINING is not offered"),
          server.violations());
    }
  }

  @Test
  void noopEndsItsGroup() throws Exception {
    assertEquals(
        List.of("session 1: GROUP_ENDS_HERE: octets before the reply to NOOP"),
        violations(chunking(), "NOOP\r\nRSET\r\n"));
  }

  @Test
  void contentWaitsFor354() throws Exception {
    assertEquals(
        List.of("session 1: CONTENT_AFTER_354: octets before the reply to DATA"),
        violations(chunking(), ENVELOPE + "DATA\r\nx\r\n.\r\n"));
  }

  @Test
  void octetsBehindStarttlsAreSeen(TestCertificates certificates) throws Exception {
    assertEquals(
        List.of("session 1: GROUP_ENDS_HERE: octets before the reply to STARTTLS"),
        violations(chunking().tls(certificates), "STARTTLS\r\nNOOP\r\n"));
  }

  @Test
  void authInClearTextAndTwiceIsSeen() throws Exception {
    try (var server = ScriptedSmtpServer.builder().user("anna", "secret").start();
        var client = LineClient.introduced(server)) {
      client.say("AUTH PLAIN AGEAYg==");
      assertEquals(List.of("session 1: AUTH_UNDER_TLS: AUTH in clear text"), server.violations());
      client.say("AUTH PLAIN AGEAYg==");
      assertTrue(server.violations().contains("session 1: ONE_AUTH: a second AUTH"));
    }
  }

  @Test
  void toleratedRulesAreNotWatched() throws Exception {
    var builder =
        ScriptedSmtpServer.builder().user("anna", "secret").tolerate(ClientRule.AUTH_UNDER_TLS);
    assertEquals(List.of(), violations(builder, "AUTH PLAIN AGEAYg==\r\n"));
  }

  @Test
  void commandAfter421IsSeenUnlessItWasUnderWay() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      server.on(Stage.RCPT, new Fault.Reply("421-4.3.2 Good", "421 4.3.2 bye"));
      client.send(ENVELOPE + "RCPT TO:<bob@example.org>\r\n");
      client.reply();
      client.reply();
      client.reply();
      assertEquals(List.of(), server.violations());
      client.say("QUIT");
      assertEquals(
          List.of("session 1: NOTHING_AFTER_421: a line after the server's 421 or 521"),
          server.violations());
    }
  }

  @Test
  void rcptNeedsMail() throws Exception {
    assertEquals(
        List.of("session 1: MAIL_BEFORE_RCPT: RCPT without MAIL"),
        violations(chunking(), "RCPT TO:<anna@example.org>\r\n"));
  }

  @Test
  void rcptBehindARefusedMailIsInnocentInItsGroupOnly() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      server.on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
      client.send(ENVELOPE + "RCPT TO:<bob@example.org>\r\n");
      client.reply();
      client.reply();
      client.reply();
      assertEquals(List.of(), server.violations());
      client.say("RCPT TO:<bob@example.org>");
      assertEquals(List.of("session 1: MAIL_BEFORE_RCPT: RCPT without MAIL"), server.violations());
    }
  }

  @Test
  void bdatWaitsForTheReplyToRcpt() throws Exception {
    String early = "session 1: RCPT_BEFORE_BDAT: BDAT without an accepted RCPT";
    assertEquals(List.of(early), violations(chunking(), ENVELOPE + "BDAT 3 LAST\r\nx\r\n"));
    assertEquals(
        List.of(early), violations(chunking(), "MAIL FROM:<a@example.com>\r\nBDAT 0 LAST\r\n"));
  }

  @Test
  void lastWaitsForTheChunksBeforeIt() throws Exception {
    String rule = "session 1: CHUNKS_BEFORE_LAST: LAST without 250 to every earlier chunk";
    try (var server = chunking().start();
        var client = LineClient.introduced(server)) {
      client.say("MAIL FROM:<shop@example.com>");
      client.say("RCPT TO:<anna@example.org>");
      client.send("BDAT 3\r\nx\r\nBDAT 0 LAST\r\n");
      client.reply();
      client.reply();
      assertEquals(List.of(rule), server.violations());
    }
  }

  @Test
  void lastAfterARefusedChunkIsSeen() throws Exception {
    try (var server = chunking().start();
        var client = LineClient.introduced(server)) {
      server.on(Stage.BDAT_CHUNK, new Fault.Reply("452 4.3.1 Disk full"));
      client.say("MAIL FROM:<shop@example.com>");
      client.say("RCPT TO:<anna@example.org>");
      client.say("BDAT 3\r\nx");
      assertEquals(List.of(), server.violations());
      client.say("BDAT 0 LAST");
      assertEquals(
          List.of("session 1: CHUNKS_BEFORE_LAST: LAST without 250 to every earlier chunk"),
          server.violations());
    }
  }

  @Test
  void chunkTakenForCommandsIsNotTheClientsFault() throws Exception {
    try (var server = chunking().start();
        var client = LineClient.introduced(server)) {
      server.on(Stage.FINAL_REPLY, new Fault.ChunkUnread(new Fault.Reply("500 5.5.1 What?")));
      client.say("MAIL FROM:<shop@example.com>");
      client.say("RCPT TO:<anna@example.org>");
      assertEquals("500 5.5.1 What?", client.say("BDAT 12 LAST\r\nNOOP\r\nNOOP"));
      client.reply();
      client.reply();
      assertEquals(List.of(), server.violations());
    }
  }

  @Test
  void bareLineEndsAndLongLinesAreSeen() throws Exception {
    String head = ENVELOPE + "DATA\r\n";
    var builder = chunking().tolerate(ClientRule.CONTENT_AFTER_354);
    assertEquals(List.of(), violations(builder, head + "x".repeat(998) + "\r\n.\r\n"));
    assertEquals(
        List.of("session 1: LINES_UP_TO_998: line 2 of the content has over 998 octets"),
        violations(builder, head + "\r\n" + "x".repeat(999) + "\r\n.\r\n"));
    assertEquals(
        List.of("session 1: CRLF_ONLY: bare LF at octet 1 of the content"),
        violations(builder, head + "x\n\r\n.\r\n"));
    assertEquals(
        List.of("session 1: CRLF_ONLY: bare CR at octet 0 of the content"),
        violations(builder, head + "\rx\r\n.\r\n"));
    assertEquals(
        List.of("session 1: CRLF_ONLY: a command line ends with a bare LF"),
        violations(builder, "NOOP\n"));
  }

  @Test
  void bdatNeedsChunking() throws Exception {
    assertTrue(
        violations(ScriptedSmtpServer.builder(), "BDAT 0 LAST\r\n")
            .contains("session 1: EXTENSION_OFFERED: BDAT, CHUNKING is not offered"));
  }
}
