package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CutProxyTest {
  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final CutProxy proxy = CutProxy.before(server.port());

  @AfterEach
  void close() {
    proxy.close();
    server.close();
  }

  /** A whole conversation, as far as it gets. */
  private String converse() throws IOException {
    try (var client = new LineClient(proxy.address())) {
      client.reply();
      client.say("EHLO client.example");
      client.beginContent("anna@example.org");
      client.say("x\r\n.");
      return client.say("QUIT");
    }
  }

  @Test
  void nothingIsCutUntilToldSo() throws Exception {
    assertEquals("221 2.0.0 Bye", converse());
    server.awaitClosed(1);
    assertEquals(0, proxy.cuts());
    assertEquals(1, server.received().size());
  }

  @Test
  void conversationIsCutAfterEachOctetOfTheClient() throws Exception {
    converse();
    long all = proxy.clientOctets().get(0);
    long beforeEnd = all - "\n".length() - "QUIT\r\n".length();
    for (int octets = 0; octets < all; octets++) {
      int session = server.sessionsAccepted() + 1;
      int before = server.received().size();
      proxy.cutAfterClientOctets(octets, CutEnding.FIN);
      converse();
      server.awaitClosed(session);
      assertEquals(octets, proxy.clientOctets().get(session - 1));
      assertEquals(before + (octets > beforeEnd ? 1 : 0), server.received().size(), "" + octets);
    }
    assertEquals(all, proxy.cuts());
  }

  @Test
  void clientHearsExactlySoManyOctetsOfTheServer() throws Exception {
    proxy.cutAfterServerOctets(3, CutEnding.FIN);
    try (var client = new LineClient(proxy.address())) {
      assertEquals("220", client.reply());
      assertEquals(-1, client.read());
    }
    server.awaitClosed(1);
    assertEquals(List.of(3L), proxy.serverOctets());
  }

  @Test
  void resetIsAnErrorOnBothSides() throws Exception {
    // In the midst of the command: the answer to a whole one could be quicker than the cut.
    proxy.cutAfterClientOctets("NOOP".length(), CutEnding.RST);
    try (var client = new LineClient(proxy.address())) {
      client.reply();
      assertThrows(SocketException.class, () -> client.say("NOOP"));
    }
    List<String> transcript = server.awaitClosed(1).get(0).transcript();
    assertTrue(transcript.toString().contains("SocketException"), transcript.toString());
  }

  @Test
  void endOfEitherSidePassesThrough() throws Exception {
    server.on(Stage.NOOP, new Fault.CloseBefore());
    try (var client = new LineClient(proxy.address())) {
      client.reply();
      assertEquals("", client.say("NOOP"));
    }
    try (var client = new LineClient(proxy.address())) {
      client.reply();
    }
    server.awaitClosed(2);
    assertEquals(0, proxy.cuts());
  }

  @Test
  void missingTargetLooksLikeALostConnection() throws Exception {
    server.refuseConnections();
    assertThrows(
        SocketException.class,
        () -> {
          // The reset may already strike the call that connects.
          try (var client = new LineClient(proxy.address())) {
            client.reply();
          }
        });
  }

  @Test
  void negativeCountIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> proxy.cutAfterServerOctets(-1, CutEnding.RST));
  }
}
