package org.smtpra.standalone;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.function.Supplier;
import org.smtpra.event.LogMessage;

/** Takes one step after another in the background, until it is closed. Thread safe. */
final class RefillThread implements AutoCloseable {

  private static final Logger LOG = System.getLogger("org.smtpra");
  private static final Duration AFTER_ERROR = Duration.ofSeconds(30);
  private static final Duration LAST_BREATH = Duration.ofSeconds(1);

  private final Supplier<Duration> step;
  private final Thread thread = new Thread(this::run, "smtp-ra-refill");

  /** {@code step} says how long to wait before the next one. */
  RefillThread(Supplier<Duration> step) {
    this.step = step;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(next().toMillis());
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private Duration next() {
    try {
      return step.get();
    } catch (RuntimeException e) {
      LogMessage.POOL_UPKEEP_FAILED.to(LOG, e);
      return AFTER_ERROR;
    }
  }

  /** Interrupts the step that is running, and the connect in it, and waits a moment for its end. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LAST_BREATH.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
