package org.smtpra.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.transport.ConnectedPair.in;
import static org.smtpra.transport.ConnectedPair.octets;
import static org.smtpra.transport.ConnectedPair.soon;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.ConnectedPair.Running;

/** What must hold alike in clear text and under both versions of TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class SmtpChannelTest {

  private final TlsSides sides;

  SmtpChannelTest(TestCertificates certificates) throws Exception {
    sides = new TlsSides(certificates);
  }

  private static final int LARGE = 3_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void octetsGoBothWays(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      pair.peerSays("220 ready\r\n");
      assertEquals("220 ready\r\n", pair.channelHears(11));
      pair.channel().write(octets("NOOP\r\n"), soon());
      assertEquals("NOOP\r\n", pair.peerHears(6));
      assertEquals(!kind.equals("PLAIN"), pair.channel().isSecure());
      assertEquals(kind.equals("PLAIN") ? "" : kind, pair.channel().tlsProtocol());
      assertTrue(pair.channel().localAddress().isLoopbackAddress());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void largeWriteArrivesWholeAtASlowReader(String kind) throws Exception {
    byte[] sent = random();
    try (ConnectedPair pair = sides.pair(kind)) {
      Running<byte[]> reading =
          Running.start(() -> pair.peer().getInputStream().readNBytes(sent.length));
      pair.channel().write(ByteBuffer.wrap(sent), soon());
      assertTrue(Arrays.equals(sent, reading.result()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void largeAnswerIsReadWhole(String kind) throws Exception {
    byte[] sent = random();
    try (ConnectedPair pair = sides.pair(kind)) {
      Running<Boolean> writing =
          Running.start(
              () -> {
                pair.peer().getOutputStream().write(sent);
                return true;
              });
      ByteBuffer heard = ByteBuffer.allocate(sent.length);
      while (heard.hasRemaining()) {
        pair.channel().fill(soon());
        heard.put(pair.channel().input());
      }
      assertTrue(Arrays.equals(sent, heard.array()));
      assertTrue(writing.result());
    }
  }

  private static byte[] random() {
    byte[] octets = new byte[LARGE];
    new Random(42).nextBytes(octets);
    return octets;
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void readEndsByItsDeadlineAndWhatComesLaterIsRead(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      assertThrows(
          DeadlinePassedException.class, () -> pair.channel().fill(in(Duration.ofMillis(30))));
      pair.peerSays("late");
      assertEquals("late", pair.channelHears(4));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void whatHasComeInTimeIsReadThoughTheDeadlineIsOver(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      pair.peerSays("in time");
      Deadline patience = soon();
      while (!hasHeardBehindItsDeadline(pair)) {
        assertFalse(patience.hasPassed(), "what the peer has said was never read");
      }
    }
  }

  private static boolean hasHeardBehindItsDeadline(ConnectedPair pair) throws IOException {
    try {
      pair.channel().fill(in(Duration.ZERO));
      return true;
    } catch (DeadlinePassedException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void writeToAPeerThatNeverReadsEndsByItsDeadlineAndCloseDoesNotWait(String kind)
      throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      Running<Long> stuck =
          Running.start(
              () -> {
                assertThrows(DeadlinePassedException.class, () -> writeForEver(pair, 200));
                long before = System.nanoTime();
                pair.channel().close(octets("QUIT\r\n"));
                return System.nanoTime() - before;
              });
      assertTrue(stuck.result() < Duration.ofSeconds(5).toNanos());
    }
  }

  private static void writeForEver(ConnectedPair pair, int millis) throws IOException {
    pair.channel().write(ByteBuffer.allocate(16_000_000), in(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void abortWakesAReader(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      Running<Boolean> reading = Running.start(() -> fill(pair.channel()));
      pair.channel().abort();
      assertEquals(ChannelAbortedException.class, failureOf(reading));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void abortWakesAWriter(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      Running<Boolean> writing =
          Running.start(
              () -> {
                writeForEver(pair, 20_000);
                return true;
              });
      pair.peerHears(1);
      pair.channel().abort();
      assertEquals(ChannelAbortedException.class, failureOf(writing));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void interruptEndsAReadAndStaysSet(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      Running<Boolean> reading =
          Running.start(
              () -> {
                assertThrows(ChannelInterruptedException.class, () -> fill(pair.channel()));
                return Thread.currentThread().isInterrupted();
              });
      reading.thread().interrupt();
      assertTrue(reading.result());
    }
  }

  private static boolean fill(SmtpChannel channel) throws IOException {
    channel.fill(soon());
    return true;
  }

  private static Class<?> failureOf(Running<?> running) {
    return assertThrows(ExecutionException.class, running::result).getCause().getClass();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void farewellArrivesBeforeTheEnd(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      pair.channel().close(octets("QUIT\r\n"));
      assertEquals("QUIT\r\n", pair.peerHears(100));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "TLSv1.2", "TLSv1.3"})
  void endOfStreamIsToldFromSilence(String kind) throws Exception {
    try (ConnectedPair pair = sides.pair(kind)) {
      pair.channel().fillNow();
      assertFalse(pair.channel().input().hasRemaining());
      pair.peerSays("bye");
      pair.peer().close();
      assertEquals("bye", pair.channelHears(3));
      assertThrows(EOFException.class, () -> pair.channel().fill(soon()));
    }
  }
}
