package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChunkingTest {
  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().offer("CHUNKING").start();
  private LineClient client;

  @BeforeEach
  void openTransaction() throws IOException {
    client = LineClient.introduced(server);
    envelope();
  }

  private void envelope() throws IOException {
    client.say("MAIL FROM:<shop@example.com>");
    client.say("RCPT TO:<anna@example.org>");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  private String chunk(String octets) throws IOException {
    client.send("BDAT " + octets.length() + "\r\n" + octets);
    return client.reply();
  }

  private String last(String octets) throws IOException {
    client.send("BDAT " + octets.length() + " LAST\r\n" + octets);
    return client.reply();
  }

  @Test
  void chunksMakeOneMessageAsTheyAre() throws Exception {
    assertEquals("250 2.0.0 8 octets", chunk("a\r\n.\r\n\n."));
    assertEquals("250 2.0.0 1 octets", chunk("\n"));
    assertEquals("250 2.0.0 Queued in session 1", last("..b\r\n"));

    assertEquals("a\r\n.\r\n\n.\n..b\r\n", server.received().get(0).contentAsText());
    assertEquals(List.of("anna@example.org"), server.received().get(0).recipients());
  }

  @Test
  void emptyLastChunkEndsTheMessageAndTheNextOneBegins() throws Exception {
    chunk("first\r\n");
    assertEquals("250 2.0.0 Queued in session 1", last(""));
    envelope();
    last("second\r\n");

    assertEquals("first\r\n", server.received().get(0).contentAsText());
    assertEquals("second\r\n", server.received().get(1).contentAsText());
  }

  @Test
  void rsetClearsTheChunks() throws Exception {
    chunk("old\r\n");
    client.say("RSET");
    envelope();
    last("new\r\n");

    assertEquals("new\r\n", server.received().get(0).contentAsText());
  }

  @Test
  void dataAndRecipientsDoNotMixWithChunks() throws Exception {
    chunk("x\r\n");
    assertEquals("503 5.5.1 DATA after BDAT", client.say("DATA"));
    assertEquals("503 5.5.1 RCPT after BDAT", client.say("RCPT TO:<bob@example.org>"));
  }

  @Test
  void chunkOutOfSequenceIsReadAndRefused() throws Exception {
    client.say("RSET");
    assertEquals("503 5.5.1 Say MAIL first", chunk("NOOP\r\n"));
    client.say("MAIL FROM:<shop@example.com>");
    assertEquals("554 5.5.1 No valid recipients", last("NOOP\r\n"));
    assertEquals("501 5.5.4 Syntax: BDAT size [LAST]", client.say("BDAT x LAST"));
    assertEquals(0, server.commands("NOOP"));
  }

  @Test
  void chunkBeyondTheSizeLimitIsRefusedAtTheEnd() throws Exception {
    try (var small = ScriptedSmtpServer.builder().keywords("CHUNKING", "SIZE 3").start();
        var other = LineClient.introduced(small)) {
      other.say("MAIL FROM:<shop@example.com>");
      other.say("RCPT TO:<anna@example.org>");
      assertEquals("552 5.3.4 Message too big", other.say("BDAT 4 LAST\r\nab"));
      assertTrue(small.received().isEmpty());
    }
  }

  @Test
  void refusedChunkFailsTheTransactionUntilRset() throws Exception {
    server.on(Stage.BDAT_CHUNK, 2, new Fault.Reply("452 4.3.1 Disk full"));
    assertEquals("250 2.0.0 3 octets", chunk("1\r\n"));
    assertEquals("452 4.3.1 Disk full", chunk("NOOP\r\n"));
    assertEquals("503 5.5.1 A chunk was refused, say RSET", last("3\r\n"));
    assertEquals("503 5.5.1 A transaction is already open", client.say("MAIL FROM:<a@x.org>"));
    client.say("RSET");
    envelope();
    last("again\r\n");

    assertEquals("again\r\n", server.received().get(0).contentAsText());
    assertEquals(0, server.commands("NOOP"));
  }

  @Test
  void refusedLastChunkNeedsRsetToo() throws Exception {
    server.on(Stage.FINAL_REPLY, new Fault.Reply("550 5.7.1 Spam"));
    assertEquals("550 5.7.1 Spam", last("x\r\n"));
    assertEquals("503 5.5.1 A transaction is already open", client.say("MAIL FROM:<a@x.org>"));
    assertTrue(server.received().isEmpty());
  }

  @Test
  void chunkUnreadIsTakenForCommands() throws Exception {
    server.on(Stage.BDAT_CHUNK, new Fault.ChunkUnread(new Fault.Reply("502 5.5.1 What?")));
    assertEquals("502 5.5.1 What?", chunk("Subject: x\r\nNOOP\r\n"));
    assertEquals("500 5.5.1 Command unknown", client.reply());
    assertEquals("250 2.0.0 OK", client.reply());
  }

  @Test
  void serverWithoutChunkingTakesTheChunkForCommands() throws Exception {
    try (var plain = ScriptedSmtpServer.builder().start();
        var other = LineClient.introduced(plain)) {
      assertEquals("502 5.5.1 BDAT is not offered", other.say("BDAT 6 LAST\r\nNOOP"));
      assertEquals("250 2.0.0 OK", other.reply());
    }
  }

  @Test
  void lyingServerSaysYesAndDropsTheMessage() throws Exception {
    server.on(Stage.FINAL_REPLY, new Fault.Dropping(new Fault.Reply("250 2.0.0 Queued")));
    assertEquals("250 2.0.0 Queued", last("x\r\n"));
    assertTrue(server.received().isEmpty());
    assertEquals("250 2.1.0 Sender OK", client.say("MAIL FROM:<a@x.org>"));
  }

  @Test
  void droppedChunkLeavesAHole() throws Exception {
    server.on(Stage.BDAT_CHUNK, 2, new Fault.Dropping(new Fault.Reply("250 2.0.0 Kept")));
    chunk("1\r\n");
    chunk("2\r\n");
    last("3\r\n");
    assertEquals("1\r\n3\r\n", server.received().get(0).contentAsText());
  }

  @Test
  void holeInALineIsNotTheClientsFault() throws Exception {
    server.on(Stage.FINAL_REPLY, new Fault.Dropping(new Fault.Reply("250 2.0.0 Queued")));
    chunk("1\r");
    last("\n");
    assertEquals(List.of(), server.violations());
  }

  @Test
  void queuedMessageIsFollowedByReset() throws Exception {
    server.on(
        Stage.FINAL_REPLY, new Fault.Then(new Fault.Reply("250 2.0.0 Queued"), new Fault.Reset()));
    client.send("BDAT 3 LAST\r\nx\r\n");
    server.awaitClosed(1);
    assertEquals(1, server.received().size());
    assertThrows(SocketException.class, () -> client.say("NOOP"));
  }

  @Test
  void earlyReplyComesBeforeTheOctetsAndOnlyOnce() throws Exception {
    server.on(Stage.BDAT_CHUNK, new Fault.Early(new Fault.Reply("250 2.0.0 Early")));
    server.on(Stage.FINAL_REPLY, new Fault.Early(new Fault.Reply("552 5.3.4 Too big")));
    assertEquals("250 2.0.0 Early", client.say("BDAT 3"));
    client.send("1\r\n");
    assertEquals("552 5.3.4 Too big", client.say("BDAT 6 LAST"));
    assertEquals("250 2.0.0 Reset", client.say("NOOP\r\nRSET"));
    assertTrue(server.received().isEmpty());
  }

  @Test
  void contentFaultCountsOctetsOverAllChunks() throws Exception {
    server.on(Stage.CONTENT, new Fault.AfterOctets(5, new Fault.Reply("421 4.3.2 Shutting down")));
    assertEquals("250 2.0.0 3 octets", chunk("1\r\n"));
    assertEquals("421 4.3.2 Shutting down", last("2\r\n"));
    assertEquals("250 2.0.0 Queued in session 1", client.reply());
  }
}
