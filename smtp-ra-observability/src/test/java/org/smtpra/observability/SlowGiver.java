package org.smtpra.observability;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Gives something only when it is told to, and does not mind being interrupted, as whoever waits
 * for a lock. After a minute it gives it all the same: a test that waits for it has failed by then.
 */
final class SlowGiver<T> implements Supplier<T> {

  private static final long MOST_SECONDS = 60;

  private final T given;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile boolean hasGiven;

  SlowGiver(T given) {
    this.given = given;
  }

  @Override
  public T get() {
    asked.countDown();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (told.getCount() > 0 && System.nanoTime() - end < 0) {
      try {
        told.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // It hangs.
      }
    }
    hasGiven = true;
    return given;
  }

  boolean awaitAsked() throws InterruptedException {
    return asked.await(MOST_SECONDS / 2, TimeUnit.SECONDS);
  }

  void giveNow() {
    told.countDown();
  }

  boolean hasGiven() {
    return hasGiven;
  }
}
