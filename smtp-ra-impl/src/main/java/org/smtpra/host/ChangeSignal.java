package org.smtpra.host;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Wakes those who wait for something to change, and all of them for good when the adapter stops.
 * Thread safe.
 */
public final class ChangeSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicLong version = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;

  /**
   * A number that differs after each change: read it, look at what may change, then wait.
   *
   * @return the number of changes so far
   */
  public long version() {
    return version.get();
  }

  /** Something has changed. Costs next to nothing while nobody waits. */
  public void changed() {
    version.incrementAndGet();
    if (waiting.get() > 0) {
      wakeAll();
    }
  }

  /** Nothing will change any more: whoever waits, or comes to wait, returns at once. */
  public void close() {
    closed = true;
    wakeAll();
  }

  /**
   * Tells whether {@link #close} was called.
   *
   * @return true if waiting is of no more use
   */
  public boolean isClosed() {
    return closed;
  }

  private void wakeAll() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a change.
   *
   * @param seen the version that the caller has looked at
   * @param atMost the longest wait
   * @throws InterruptedException if the thread is interrupted
   */
  public void await(long seen, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    lock.lockInterruptibly();
    try {
      waiting.incrementAndGet();
      long left = atMost.toNanos();
      while (version.get() == seen && !closed && left > 0) {
        changed.await(left, TimeUnit.NANOSECONDS);
        left = end - System.nanoTime();
      }
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
    }
  }

  /**
   * Waits for a time, whatever changes; only {@link #close} ends it early, and a change after which
   * the wait is over.
   *
   * @param time how long
   * @param over asked after each change
   * @return false if it ended early
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean pause(Duration time, BooleanSupplier over) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long left = time.toNanos();
    while (left > 0) {
      long seen = version();
      if (closed || over.getAsBoolean()) {
        return false;
      }
      await(seen, Duration.ofNanos(left));
      left = end - System.nanoTime();
    }
    return !closed;
  }
}
