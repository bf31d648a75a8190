package org.smtpra.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A nano clock that stands still until a test moves it. Thread safe. */
public final class TestNanoClock implements LongSupplier {
  // Close to the overflow, as System.nanoTime may be: code that compares two readings with <
  // instead
  // of by their difference fails with this clock.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());

  @Override
  public long getAsLong() {
    return now.get();
  }

  /** Moves the clock forward. */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "duration is " + duration + "; a nano clock only goes forward");
    }
    now.addAndGet(duration.toNanos());
  }
}
