package org.smtpra.testkit.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Gives what a closed pool has left behind some time to go. */
final class Leftovers {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Leftovers() {}

  /** What is still there in the end. */
  static List<String> in(Supplier<List<String>> look) {
    long began = System.nanoTime();
    List<String> left = look.get();
    while (!left.isEmpty() && System.nanoTime() - began < PATIENCE.toNanos()) {
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return left;
      }
      left = look.get();
    }
    return left;
  }
}
