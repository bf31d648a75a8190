package org.smtpra.bench.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of a connection through the {@link DelayRelay}: what comes in goes out so much
 * later. One thread reads, another writes.
 */
final class DelayLine {
  private static final Parcel END = new Parcel(new byte[0], Long.MAX_VALUE);

  private final BlockingQueue<Parcel> underWay = new LinkedBlockingQueue<>();
  private final InputStream in;
  private final OutputStream out;
  private final long delayNanos;

  DelayLine(InputStream in, OutputStream out, long delayNanos) {
    this.in = in;
    this.out = out;
    this.delayNanos = delayNanos;
  }

  /** Takes what comes in, until the end. */
  void take() {
    byte[] buffer = new byte[1 << 16];
    try {
      int read = in.read(buffer);
      while (read >= 0) {
        underWay.add(new Parcel(Arrays.copyOf(buffer, read), System.nanoTime() + delayNanos));
        read = in.read(buffer);
      }
    } catch (IOException e) {
      // As good as the end.
    } finally {
      underWay.add(END);
    }
  }

  /** Hands on what is due, until the end. */
  void handOn() throws IOException, InterruptedException {
    Parcel parcel = underWay.take();
    while (!parcel.isEnd()) {
      long left = parcel.dueNanos - System.nanoTime();
      while (left > 0) {
        LockSupport.parkNanos(left);
        left = parcel.dueNanos - System.nanoTime();
      }
      out.write(parcel.octets);
      out.flush();
      parcel = underWay.take();
    }
  }

  private static final class Parcel {
    private final byte[] octets;
    private final long dueNanos;

    private Parcel(byte[] octets, long dueNanos) {
      this.octets = octets;
      this.dueNanos = dueNanos;
    }

    private boolean isEnd() {
      return octets.length == 0;
    }
  }
}
