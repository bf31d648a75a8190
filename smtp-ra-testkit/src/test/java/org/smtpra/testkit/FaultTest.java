package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().offer("CHUNKING").start();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"TLS_HANDSHAKE"},
      mode = EnumSource.Mode.EXCLUDE)
  void plantedReplyIsHeardAtItsStageOnceOnly(Stage stage) throws Exception {
    server.on(stage, new Fault.Reply("421-4.3.2 closing", "421 4.3.2 really"));
    try (var client = new LineClient(server)) {
      assertEquals("421-4.3.2 closing\n421 4.3.2 really", Walk.to(stage, client));
    }
    try (var client = new LineClient(server)) {
      assertTrue(client.reply().startsWith("220 "));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"TLS_HANDSHAKE"},
      mode = EnumSource.Mode.EXCLUDE)
  void closedConnectionEndsWithoutReset(Stage stage) throws Exception {
    server.on(stage, new Fault.CloseBefore());
    try (var client = new LineClient(server)) {
      assertEquals("", Walk.to(stage, client));
      assertEquals(-1, client.read());
      server.awaitClosed(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"TLS_HANDSHAKE"},
      mode = EnumSource.Mode.EXCLUDE)
  void resetConnectionIsAnErrorToTheReader(Stage stage) throws Exception {
    server.on(stage, new Fault.Reset());
    assertThrows(
        SocketException.class,
        () -> {
          // Early resets may already strike the call that connects.
          try (var client = new LineClient(server)) {
            Walk.to(stage, client);
          }
        });
    server.awaitClosed(1);
  }

  @Test
  void stalledServerSaysNothingButKeepsAccountOfWhatItHears() throws Exception {
    server.on(Stage.MAIL, new Fault.Stall());
    try (var client = LineClient.introduced(server)) {
      client.socket().setSoTimeout(50);
      assertThrows(SocketTimeoutException.class, () -> client.say("MAIL FROM:<a@example.com>"));
      client.send("QUIT\r\n");
    }
    List<String> transcript = server.awaitClosed(1).get(0).transcript();
    assertTrue(transcript.contains("C: QUIT"), transcript.toString());
  }

  @Test
  void everyEndlessFaultEndsWithTheServer() throws Exception {
    server.on(Stage.GREETING, new Fault.Stall());
    server.on(Stage.GREETING, new Fault.StopReading());
    server.on(Stage.GREETING, new Fault.DelayedReply(Duration.ofDays(1)));
    server.on(Stage.GREETING, new Fault.Drip(Duration.ofDays(1)));
    try (var one = new LineClient(server);
        var two = new LineClient(server);
        var three = new LineClient(server);
        var four = new LineClient(server)) {
      server.awaitSessions(4);
      server.stop();
      for (LineClient client : List.of(one, two, three, four)) {
        assertTrue(client.reply().length() <= 1, "no more than the first octet may have come");
      }
      assertEquals(0, server.openSessions());
    }
  }

  @Test
  void windowFillsUpWhenTheServerStopsReading() throws Exception {
    try (var small = ScriptedSmtpServer.builder().socketBuffers(4096).start();
        var client = LineClient.introduced(small)) {
      small.on(Stage.CONTENT, new Fault.StopReading());
      client.beginContent("anna@example.org");
      client.socket().setSendBufferSize(4096);
      Thread writer =
          new Thread(
              () -> {
                try {
                  client.send("x".repeat(20_000_000));
                } catch (IOException expected) {
                  // The server went away in the midst of the write.
                }
              });
      writer.start();
      writer.join(200);
      assertTrue(writer.isAlive(), "20 MB went through a closed window");
      small.stop();
      writer.join(10_000);
      assertFalse(writer.isAlive(), "the write outlived the server");
    }
  }

  @Test
  void drippedReplyIsWhole() throws Exception {
    server.on(Stage.NOOP, new Fault.Drip(Duration.ofMillis(1)));
    try (var client = LineClient.introduced(server)) {
      assertEquals("250 2.0.0 OK", client.say("NOOP"));
    }
  }

  @Test
  void cutReplyStopsWithinALine() throws Exception {
    server.on(Stage.EHLO, new Fault.CutReply("250-scripted\r\n250-SI"));
    try (var client = new LineClient(server)) {
      client.reply();
      assertEquals("250-scripted\n250-SI\n", client.say("EHLO client.example"));
    }
  }

  @Test
  void extraOctetsComeInTheSameWrite() throws Exception {
    server.on(Stage.NOOP, new Fault.ReplyThenExtra("250 OK", "250 injected\r\n"));
    try (var client = LineClient.introduced(server)) {
      int before = server.roundTrips(1);
      assertEquals("250 OK", client.say("NOOP"));
      assertEquals("250 injected", client.reply());
      assertEquals(before + 1, server.roundTrips(1));
    }
  }

  @Test
  void halfClosedServerStillListens() throws Exception {
    server.on(Stage.NOOP, new Fault.HalfClose());
    try (var client = LineClient.introduced(server)) {
      assertEquals("", client.say("NOOP"));
      client.send("STILL HERE\r\n");
    }
    List<String> transcript = server.awaitClosed(1).get(0).transcript();
    assertTrue(transcript.contains("C: STILL HERE"), transcript.toString());
  }

  @Test
  void garbageIsNoReplyAndTheConversationGoesOn() throws Exception {
    server.on(Stage.NOOP, new Fault.GarbageLine());
    try (var client = LineClient.introduced(server)) {
      assertTrue(client.say("NOOP").contains("not SMTP"));
      assertEquals("250 2.0.0 OK", client.say("NOOP"));
    }
  }

  @Test
  void refusalsOfTheFinalReplyKeepTheMessageOut() throws Exception {
    server.on(Stage.FINAL_REPLY, new Fault.Reply("451 4.3.0 later"));
    try (var client = new LineClient(server)) {
      assertEquals("451 4.3.0 later", Walk.to(Stage.FINAL_REPLY, client));
      assertTrue(server.received().isEmpty());
    }
  }

  @Test
  void messageIsQueuedAndItsReplyLost() throws Exception {
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.CloseBefore()));
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.Reply("421 4.3.2 shutting down")));
    try (var one = new LineClient(server);
        var two = new LineClient(server)) {
      assertEquals("", Walk.to(Stage.FINAL_REPLY, one));
      assertEquals("421 4.3.2 shutting down", Walk.to(Stage.FINAL_REPLY, two));
      assertEquals(2, server.received().size());
    }
  }

  @Test
  void earlyRefusalThenResetStrikesWithinTheContent() throws Exception {
    server.on(
        Stage.CONTENT,
        new Fault.AfterOctets(
            5, new Fault.Then(new Fault.Reply("552 5.3.4 too big"), new Fault.Reset())));
    try (var client = LineClient.introduced(server)) {
      client.beginContent("anna@example.org");
      client.send("1234");
      assertEquals("552 5.3.4 too big", client.say("5"));
      assertThrows(SocketException.class, client::read);
      assertTrue(server.received().isEmpty());
    }
  }

  @Test
  void refusedRecipientIsLeftOutOfTheMessage() throws Exception {
    server.refuse("Bob@x.org", "550 5.1.1 no such user");
    try (var client = LineClient.introduced(server)) {
      client.say("MAIL FROM:<a@example.com>");
      assertEquals("550 5.1.1 no such user", client.say("RCPT TO:<bob@x.org>"));
      client.say("RCPT TO:<anna@x.org>");
      client.say("DATA");
      client.say("x\r\n.");
      assertEquals(List.of("anna@x.org"), server.received().get(0).recipients());
    }
  }

  @Test
  void faultsAreChosenByOccurrenceThenTurnThenForEver() throws Exception {
    server.always(Stage.NOOP, new Fault.Reply("450 always"));
    server.on(Stage.NOOP, 2, new Fault.Reply("450 second"));
    server.on(Stage.NOOP, new Fault.Reply("450 next"));
    try (var client = LineClient.introduced(server)) {
      assertEquals("450 next", client.say("NOOP"));
      assertEquals("450 second", client.say("NOOP"));
      assertEquals("450 always", client.say("NOOP"));
      server.clearFaults();
      assertEquals("250 2.0.0 OK", client.say("NOOP"));
    }
  }

  @Test
  void connectionsAreRefusedAndTakenAgainOnTheSamePort() throws Exception {
    try (var client = LineClient.introduced(server)) {
      server.refuseConnections();
      assertThrows(ConnectException.class, () -> new LineClient(server));
      assertEquals("250 2.0.0 OK", client.say("NOOP"));
      server.acceptConnections();
      LineClient.introduced(server).close();
      assertEquals(2, server.sessionsAccepted());
    }
  }
}
