package org.smtpra.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.transport.ConnectedPair.in;
import static org.smtpra.transport.ConnectedPair.soon;

import java.io.EOFException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.ConnectedPair.Running;

/** A peer that does not read, and what it says meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class BlockedWriteTest {

  /** More than the buffers of both kernels hold. */
  private static final int LARGE = 16_000_000;

  private final TlsSides sides;

  BlockedWriteTest(TestCertificates certificates) throws Exception {
    sides = new TlsSides(certificates);
  }

  private static byte[] random() {
    byte[] octets = new byte[LARGE];
    new Random(7).nextBytes(octets);
    return octets;
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void whatThePeerSaysEndsTheWaitForRoom(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      ByteBuffer source = ByteBuffer.wrap(random());
      Running<Boolean> writing =
          Running.start(() -> pair.channel().writeUntilHeard(source, soon()));
      pair.peerSays("552 no\r\n");
      assertFalse(writing.result());
      String heard = StandardCharsets.US_ASCII.decode(pair.channel().input()).toString();
      assertEquals("552 no\r\n", heard);
    }
  }

  /** A part of an answer is none: the rest of the octets must not get lost under TLS. */
  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void writeGoesOnWhereItStopped(String kind) throws Exception {
    byte[] sent = random();
    try (ConnectedPair pair = sides.pair(kind)) {
      ByteBuffer source = ByteBuffer.wrap(sent);
      Running<Boolean> writing =
          Running.start(() -> pair.channel().writeUntilHeard(source, soon()));
      pair.peerSays("552-");
      assertFalse(writing.result());
      Running<byte[]> reading =
          Running.start(() -> pair.peer().getInputStream().readNBytes(sent.length));
      pair.channel().input().position(pair.channel().input().limit());
      assertTrue(pair.channel().writeUntilHeard(source, soon()));
      assertArrayEquals(sent, reading.result());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void peerThatWillSayNothingMoreIsToldAtOnce(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      Running<Boolean> writing =
          Running.start(() -> pair.channel().writeUntilHeard(ByteBuffer.wrap(random()), soon()));
      pair.peer().shutdownOutput();
      ExecutionException thrown = assertThrows(ExecutionException.class, writing::result);
      assertEquals(EOFException.class, thrown.getCause().getClass());
    }
  }

  /** The peer's tickets of TLS 1.3 lie unread in the socket, and it asks for new keys. */
  @Test
  void keyUpdateIsNoWordOfThePeerAndIsAnswered() throws Exception {
    byte[] sent = random();
    try (ConnectedPair pair = sides.pair("TLSv1.3")) {
      ByteBuffer source = ByteBuffer.wrap(sent);
      Running<Boolean> writing =
          Running.start(() -> pair.channel().writeUntilHeard(source, soon()));
      ((SSLSocket) pair.peer()).startHandshake();
      byte[] first = pair.peer().getInputStream().readNBytes(LARGE / 2);
      ((SSLSocket) pair.peer()).startHandshake();
      byte[] second = pair.peer().getInputStream().readNBytes(LARGE - first.length);
      assertTrue(writing.result());
      ByteBuffer arrived = ByteBuffer.allocate(LARGE).put(first).put(second);
      assertArrayEquals(sent, arrived.array());
      pair.peerSays("250 OK");
      assertEquals("250 OK", pair.channelHears(6));
    }
  }

  /** A spin would use the whole time; encrypting what the kernel takes needs little of it. */
  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void waitForRoomWaits(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      if (kind.equals("TLSv1.3")) {
        ((SSLSocket) pair.peer()).startHandshake();
      }
      ByteBuffer source = ByteBuffer.wrap(random());
      fill(pair, source);
      Running<Long> waiting = Running.start(() -> cpuOf(() -> fill(pair, source)));
      assertTrue(waiting.result() < Duration.ofMillis(150).toNanos(), waiting.result() + " ns");
    }
  }

  private static void fill(ConnectedPair pair, ByteBuffer source) {
    assertThrows(
        DeadlinePassedException.class,
        () -> pair.channel().writeUntilHeard(source, in(Duration.ofMillis(400))));
  }

  private static long cpuOf(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return threads.getCurrentThreadCpuTime() - before;
  }
}
