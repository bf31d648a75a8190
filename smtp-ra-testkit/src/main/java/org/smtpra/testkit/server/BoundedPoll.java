package org.smtpra.testkit.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that other processes do, and that we can only look for. */
final class BoundedPoll {

  private static final long PAUSE_MILLIS = 20;

  private BoundedPoll() {}

  /** Looks until it is so; false if it was not within that time. */
  static boolean until(Duration atMost, BooleanSupplier isSo) {
    long start = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - start > atMost.toNanos()) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
