package org.smtpra.testkit.chaos.front;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a link. It reads whatever there is at once, so that the end is seen when it
 * comes, and hands on what is due. Used by the loop's thread alone.
 */
final class FrontStream {

  private static final int BUFFER = 16 * 1024;

  private final SocketChannel from;
  private final SocketChannel to;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private boolean ended;
  private boolean endPassedOn;
  private long untilCut = Long.MAX_VALUE;

  /** Octets that came together, and when they may go on. */
  private record Piece(ByteBuffer octets, long dueNanos) {}

  FrontStream(SocketChannel from, SocketChannel to) {
    this.from = from;
    this.to = to;
  }

  /** Passes so many more octets on and none after them. */
  void cutAfter(long octets) {
    untilCut = octets;
  }

  /** Whether the next octet is there that must not pass. */
  boolean isAtCut() {
    return untilCut == 0 && !waiting.isEmpty();
  }

  /** Whether the sender has closed its side. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether all that came, the end included, has gone on. */
  boolean isDone() {
    return endPassedOn;
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Nobody is left to hand anything to. */
  void forget() {
    waiting.clear();
  }

  /** Reads all there is; an exception says that the sender's connection is broken. */
  void receive(long dueNanos) throws IOException {
    while (!ended) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      int count = from.read(buffer);
      ended = count < 0;
      if (count <= 0) {
        return;
      }
      waiting.add(new Piece(buffer.flip(), dueNanos));
    }
  }

  /** Hands on what is due; an exception says that the receiver's connection is broken. */
  void deliver(long nowNanos) throws IOException {
    while (isDue(nowNanos) && untilCut > 0) {
      ByteBuffer octets = waiting.getFirst().octets();
      int end = octets.limit();
      octets.limit((int) Math.min(end, octets.position() + untilCut));
      int written = to.write(octets);
      octets.limit(end);
      untilCut -= untilCut == Long.MAX_VALUE ? 0 : written;
      if (written == 0) {
        return;
      }
      if (!octets.hasRemaining()) {
        waiting.removeFirst();
      }
    }
    if (ended && !endPassedOn && waiting.isEmpty()) {
      endPassedOn = true;
      to.shutdownOutput();
    }
  }

  private boolean isDue(long nowNanos) {
    return !waiting.isEmpty() && waiting.getFirst().dueNanos() - nowNanos <= 0;
  }
}
