package org.smtpra.it.figures.load;

import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets callers begin when all are there. Thread safe. */
final class StartLine {

  private static final int PATIENCE_SECONDS = 30;

  private final Map<Integer, CyclicBarrier> barriers = new ConcurrentHashMap<>();

  /**
   * Waits for the others.
   *
   * @throws IllegalStateException when they do not come: this server runs fewer requests at once
   */
  void await(int callers) throws InterruptedException {
    try {
      barriers
          .computeIfAbsent(callers, CyclicBarrier::new)
          .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(
          "fewer than " + callers + " callers came within " + PATIENCE_SECONDS + " s", e);
    }
  }
}
