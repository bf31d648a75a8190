package org.smtpra.bench.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One connection of the sink: replies are gathered and written when nothing is left to read, which
 * is the moment that a client waits for. For one thread.
 */
final class SinkWire {
  private static final int CARRIAGE_RETURN = '\r';
  private static final int LINE_FEED = '\n';

  private final byte[] input = new byte[1 << 16];
  private final byte[] output = new byte[1 << 16];
  private final LongAdder roundTrips;
  private final long leastNanos;
  private InputStream in;
  private OutputStream out;
  private int position;
  private int limit;
  private int pending;
  private boolean turned;

  /**
   * Over this socket.
   *
   * @param rttMillis of the network between: what comes sooner than half of it after a reply was
   *     under way before, so nobody has waited for that reply
   * @param roundTrips to be counted
   */
  SinkWire(Socket socket, int rttMillis, LongAdder roundTrips) throws IOException {
    this.leastNanos = TimeUnit.MILLISECONDS.toNanos(rttMillis) / 2;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.roundTrips = roundTrips;
  }

  /** Goes on over the encrypted socket; what was read and not yet used is dropped. */
  void encrypt(Socket socket) throws IOException {
    flush();
    in = socket.getInputStream();
    out = socket.getOutputStream();
    position = limit;
  }

  /** Adds a reply, with its CRLF. */
  void reply(byte[] reply) throws IOException {
    if (pending + reply.length > output.length) {
      flush();
    }
    System.arraycopy(reply, 0, output, pending, reply.length);
    pending += reply.length;
    turned = true;
  }

  /** Writes what is pending. */
  void flush() throws IOException {
    if (pending > 0) {
      out.write(output, 0, pending);
      out.flush();
      pending = 0;
    }
  }

  /**
   * Reads a line.
   *
   * @return its length without the CRLF, or -1 at the end of the stream
   */
  int readLine(byte[] line) throws IOException {
    int length = 0;
    while (true) {
      if (position == limit && !fill()) {
        return -1;
      }
      byte octet = input[position++];
      if (octet == LINE_FEED) {
        return length > 0 && line[length - 1] == CARRIAGE_RETURN ? length - 1 : length;
      }
      line[length++] = octet;
    }
  }

  /**
   * Passes over content up to the line with the lone dot.
   *
   * @return how many octets, or -1 at the end of the stream
   */
  long skipData() throws IOException {
    ContentEnd end = new ContentEnd();
    long octets = 0;
    while (true) {
      if (position == limit && !fill()) {
        return -1;
      }
      int found = end.find(input, position, limit);
      int behind = found < 0 ? limit : found;
      octets += behind - position;
      position = behind;
      if (found >= 0) {
        return octets;
      }
    }
  }

  /** Passes over so many octets; false at the end of the stream. */
  boolean skip(long octets) throws IOException {
    long left = octets;
    while (left > 0) {
      if (position == limit && !more()) {
        return false;
      }
      int step = (int) Math.min(left, limit - position);
      position += step;
      left -= step;
    }
    return true;
  }

  private boolean fill() throws IOException {
    if (!turned) {
      return more();
    }
    turned = false;
    if (leastNanos == 0) {
      // Before the client can know of the reply, and ask for the count.
      roundTrips.increment();
      return more();
    }
    flush();
    long before = System.nanoTime();
    boolean some = more();
    if (System.nanoTime() - before >= leastNanos) {
      roundTrips.increment();
    }
    return some;
  }

  /** Within a chunk the client waits for nothing, whatever replies it can read by now. */
  private boolean more() throws IOException {
    flush();
    limit = in.read(input);
    position = 0;
    if (limit < 0) {
      limit = 0;
      return false;
    }
    return true;
  }
}
