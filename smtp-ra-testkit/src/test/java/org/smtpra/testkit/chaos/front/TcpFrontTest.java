package org.smtpra.testkit.chaos.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.testkit.CutEnding;
import org.smtpra.testkit.ScriptedSmtpServer;

class TcpFrontTest {
  private static final String GREETING = "220 scripted.smtpra.test ESMTP ready";

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final FrontLoop loop = new FrontLoop();
  private final TcpFront front = TcpFront.before(server.port(), loop);

  @AfterEach
  void close() {
    loop.close();
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), front.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String line(Socket socket) throws IOException {
    return String.valueOf(
        new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
            .readLine());
  }

  private static String say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return line(socket);
  }

  @Test
  void octetsPassInBothDirections() throws Exception {
    try (Socket client = connect()) {
      assertEquals(GREETING, line(client));
      assertEquals("250 2.0.0 OK", say(client, "NOOP"));
      assertEquals("221 2.0.0 Bye", say(client, "QUIT"));
      assertEquals("null", line(client));
    }
    server.awaitClosed(1);
  }

  @Test
  void connectionsThatFollowEachOtherAreNeverCountedAsTwo() throws Exception {
    for (int i = 0; i < 300; i++) {
      try (Socket client = connect()) {
        client.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
    server.awaitClosed(300);
    assertTrue(loop.ledger().mostOpen() <= 1);
    assertEquals(300, loop.ledger().openings().size());
  }

  @Test
  void connectionsAtTheSameTimeAreCountedTogether() throws Exception {
    try (Socket first = connect();
        Socket second = connect()) {
      line(first);
      line(second);
      assertEquals(2, loop.ledger().mostOpen());
    }
  }

  @Test
  void refusedConnectionsAreRefusedByTheKernelUntilAcceptedAgain() throws Exception {
    try (Socket open = connect()) {
      line(open);
      front.refuse();
      assertThrows(ConnectException.class, this::connect);
      assertEquals("250 2.0.0 OK", say(open, "NOOP"));
    }
    front.accept();
    try (Socket client = connect()) {
      assertEquals(GREETING, line(client));
    }
  }

  @Test
  void cutEndsBothSidesAsTold() throws Exception {
    try (Socket client = connect()) {
      line(client);
      assertEquals(1, front.cutAll(CutEnding.RST));
      assertThrows(SocketException.class, () -> say(client, "NOOP"));
    }
    server.awaitClosed(1);
    assertTrue(loop.ledger().ended().get(0).cut());
    assertEquals(0, loop.ledger().openNow());
  }

  @Test
  void heldFrontIsSilentAndLosesNothing() throws Exception {
    try (Socket client = connect()) {
      line(client);
      front.hold();
      client.setSoTimeout(100);
      assertThrows(SocketTimeoutException.class, () -> say(client, "NOOP"));
      try (Socket second = connect()) {
        front.release();
        client.setSoTimeout(10_000);
        assertEquals("250 2.0.0 OK", line(client));
        assertEquals(GREETING, line(second));
      }
    }
  }

  @Test
  void serverGetsTheOctetsBeforeTheCutAndNoMore() throws Exception {
    try (Socket client = connect()) {
      line(client);
      front.cutAfterClientOctets(1, "EHLO x\r\n".length(), CutEnding.FIN);
      client.getOutputStream().write("EHLO x\r\nNOOP\r\n".getBytes(StandardCharsets.US_ASCII));
      server.awaitClosed(1);
    }
    assertEquals(1, server.commands("EHLO"));
    assertEquals(0, server.commands("NOOP"));
  }

  @Test
  void serverHasHeardWhatTheClientIsNotTold() throws Exception {
    try (Socket client = connect()) {
      line(client);
      front.cutAfterServerOctets(1, 0, CutEnding.RST);
      assertThrows(SocketException.class, () -> say(client, "NOOP"));
    }
    server.awaitClosed(1);
    assertEquals(1, server.commands("NOOP"));
  }

  @Test
  void slowFrontTakesItsTimeInBothDirections() throws Exception {
    try (Socket client = connect()) {
      line(client);
      front.slow(Duration.ofMillis(40));
      long start = System.nanoTime();
      assertEquals("250 2.0.0 OK", say(client, "NOOP"));
      assertTrue(System.nanoTime() - start >= Duration.ofMillis(80).toNanos());
    }
  }

  @Test
  void frontWithoutAServerLooksLikeALostConnection() throws Exception {
    server.refuseConnections();
    assertThrows(
        SocketException.class,
        () -> {
          try (Socket client = connect()) {
            line(client);
          }
        });
    loop.close();
    assertEquals(false, loop.ledger().ended().get(0).reached());
  }
}
