package org.smtpra.it.scenario;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks again and again, for a bounded time, what nothing can be waited on for. */
final class Bounded {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Without it the test would take one of two cores from the server that it waits for. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Bounded() {}

  static void await(String expectation, BooleanSupplier condition) {
    await(PATIENCE, expectation, condition);
  }

  /** With another bound, for what a server takes its time for. */
  static void await(Duration patience, String expectation, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + patience + " for " + expectation);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
