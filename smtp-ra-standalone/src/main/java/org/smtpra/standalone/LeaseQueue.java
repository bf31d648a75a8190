package org.smtpra.standalone;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets at most a fixed number of callers hold a connection; the others wait in the order in which
 * they came, and nobody overtakes them. Thread safe.
 */
final class LeaseQueue {

  /** More than can ever wait, and far from an overflow together with those that come back. */
  private static final int EVERYBODY = Integer.MAX_VALUE / 2;

  private final Semaphore permits;
  private volatile boolean closed;

  LeaseQueue(int most) {
    this.permits = new Semaphore(most, true);
  }

  /**
   * Waits for a turn; {@link #leave} must follow where this says so.
   *
   * @param longest the longest wait; zero for none
   * @return false if the wait was in vain, or the queue is closed
   * @throws InterruptedException if the caller was interrupted
   */
  boolean enter(Duration longest) throws InterruptedException {
    return !closed && permits.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS) && !closed;
  }

  void leave() {
    permits.release();
  }

  /** Ends the wait of everybody, without interrupting anybody: some would never expect it. */
  void close() {
    if (!closed) {
      closed = true;
      permits.release(EVERYBODY);
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** How many callers wait. */
  int waiting() {
    return permits.getQueueLength();
  }
}
