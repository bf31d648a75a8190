package org.smtpra.standalone.scale;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Counts what this process writes to one port, from the JDK's own flight recorder: while nobody
 * sends, each write is a probe, whatever encrypts it.
 */
final class SocketWrites implements AutoCloseable {

  private static final String EVENT = "jdk.SocketWrite";

  private final RecordingStream recording = new RecordingStream();
  private final CountDownLatch left;
  private final int wanted;

  /** Begins to count, up to so many. */
  SocketWrites(int port, int wanted) {
    this.wanted = wanted;
    this.left = new CountDownLatch(wanted);
    recording.enable(EVENT).withThreshold(Duration.ZERO).withoutStackTrace();
    recording.onEvent(EVENT, event -> count(event, port));
    recording.startAsync();
  }

  private void count(RecordedEvent event, int port) {
    if (event.getInt("port") == port) {
      left.countDown();
    }
  }

  /** Waits for them, so long at the most; tells how many there were. */
  int await(Duration longest) throws InterruptedException {
    left.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    return wanted - Math.toIntExact(left.getCount());
  }

  @Override
  public void close() {
    recording.close();
  }
}
