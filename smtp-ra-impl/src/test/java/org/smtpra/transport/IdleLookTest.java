package org.smtpra.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.transport.ConnectedPair.octets;
import static org.smtpra.transport.ConnectedPair.soon;

import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class IdleLookTest {

  private final TlsSides sides;

  IdleLookTest(TestCertificates certificates) throws Exception {
    sides = new TlsSides(certificates);
  }

  /** Under TLS 1.3 the server's session tickets lie unread in the socket at this moment. */
  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void quietConnectionLooksIdleAndCanBeUsed(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      assertTrue(pair.channel().looksIdle());
      assertTrue(pair.channel().looksIdle());
      pair.channel().write(octets("NOOP"), soon());
      assertEquals("NOOP", pair.peerHears(4));
      pair.peerSays("250 OK");
      assertEquals("250 OK", pair.channelHears(6));
    }
  }

  @Test
  void keyUpdateOfTls13IsAnsweredAndLooksIdle() throws Exception {
    try (ConnectedPair pair = sides.pair("TLSv1.3")) {
      // After the handshake this is how Java asks for new keys.
      ((SSLSocket) pair.peer()).startHandshake();
      assertTrue(pair.channel().looksIdle());
      pair.channel().write(octets("NOOP"), soon());
      assertEquals("NOOP", pair.peerHears(4));
      pair.peerSays("250 OK");
      assertEquals("250 OK", pair.channelHears(6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void unsolicitedOctetsAreSeen(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      pair.peerSays("421 bye\r\n");
      assertEndsIdling(pair);
      assertTrue(pair.channel().input().hasRemaining());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void endOfStreamIsSeen(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      pair.raw().close();
      assertEndsIdling(pair);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void resetIsSeen(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      pair.raw().setSoLinger(true, 0);
      pair.raw().close();
      assertEndsIdling(pair);
    }
  }

  /** The TCP connection stays: only the alert tells. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void closeNotifyIsSeen(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      pair.peer().shutdownOutput();
      assertEndsIdling(pair);
      assertFalse(pair.raw().isClosed());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void ownCloseIsSeen(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      pair.channel().abort();
      assertFalse(pair.channel().looksIdle());
    }
  }

  private static void assertEndsIdling(ConnectedPair pair) {
    Deadline patience = soon();
    boolean idle = pair.channel().looksIdle();
    while (idle && !patience.hasPassed()) {
      Thread.onSpinWait();
      idle = pair.channel().looksIdle();
    }
    assertFalse(idle);
  }
}
