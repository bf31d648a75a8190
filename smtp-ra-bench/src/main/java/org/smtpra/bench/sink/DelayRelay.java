package org.smtpra.bench.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A network with a round-trip time: hands octets on in both directions, each half of that time
 * later. The round trip of the TCP handshake is made up for before the first octet is taken from
 * the server.
 */
final class DelayRelay implements Runnable {
  private final Socket client;
  private final int serverPort;
  private final int rttMillis;
  private final ExecutorService threads;

  DelayRelay(Socket client, int serverPort, int rttMillis, ExecutorService threads) {
    this.client = client;
    this.serverPort = serverPort;
    this.rttMillis = rttMillis;
    this.threads = threads;
  }

  @Override
  public void run() {
    try (Socket near = client;
        Socket far = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(rttMillis));
      long half = TimeUnit.MILLISECONDS.toNanos(rttMillis) / 2;
      DelayLine there = new DelayLine(near.getInputStream(), far.getOutputStream(), half);
      DelayLine back = new DelayLine(far.getInputStream(), near.getOutputStream(), half);
      threads.execute(there::take);
      threads.execute(back::take);
      threads.execute(() -> handOnThenEnd(there, far));
      back.handOn();
    } catch (IOException e) {
      // One side is gone, and so goes the other.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void handOnThenEnd(DelayLine line, Socket receiver) {
    try {
      line.handOn();
      receiver.shutdownOutput();
    } catch (IOException e) {
      // The receiver is gone.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
