package org.smtpra.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A fault's hands on a real connection. */
record WireFaultSite(
    Wire wire, ServerSession session, CountDownLatch serverClosed, String correctReply)
    implements FaultSite {

  @Override
  public void write(String octets) {
    wire.write(octets);
  }

  @Override
  public void flush() throws IOException {
    wire.flush();
  }

  @Override
  public void pause(Duration duration) throws IOException {
    wire.flush();
    try {
      if (serverClosed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("The server was closed during a fault");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("Interrupted during a fault").initCause(e);
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  @Override
  public void truncate() throws IOException {
    wire.flush();
    wire.truncate();
  }

  @Override
  public void reset() throws IOException {
    wire.flush();
    wire.reset();
  }

  @Override
  public void halfClose() throws IOException {
    wire.halfClose();
  }

  @Override
  public void renewKeys() throws IOException {
    wire.renewKeys();
  }

  @Override
  public void readWithoutAnswer() throws IOException {
    wire.flush();
    while (wire.isOpen()) {
      session.heard(wire.readLine());
    }
  }

  @Override
  public void waitWithoutReading() throws IOException {
    pause(Duration.ofNanos(Long.MAX_VALUE));
  }
}
