package org.smtpra.testkit.chaos;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.smtpra.testkit.chaos.order.CallOutcome;

/** Says every few seconds how far a run has got. */
final class Progress {

  private static final Logger LOG = System.getLogger(Progress.class.getName());
  private static final long PERIOD_SECONDS = 5;

  private final ChaosOptions options;
  private final Callers callers;
  private final long began = System.nanoTime();
  private final CountDownLatch over = new CountDownLatch(1);

  private Progress(ChaosOptions options, Callers callers) {
    this.options = options;
    this.callers = callers;
  }

  static Progress of(ChaosOptions options, Callers callers) {
    Progress progress = new Progress(options, callers);
    Thread thread = new Thread(progress::report, "chaos-progress");
    thread.setDaemon(true);
    thread.start();
    return progress;
  }

  private void report() {
    try {
      while (!over.await(PERIOD_SECONDS, TimeUnit.SECONDS)) {
        List<CallOutcome> outcomes = callers.outcomes();
        LOG.log(
            Level.INFO,
            String.format(
                Locale.ROOT,
                "seed %d: %d s of %d s, %d calls, %d sent, %d unknown",
                options.seed(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                options.duration().toSeconds(),
                outcomes.size(),
                outcomes.stream().filter(CallOutcome::isSent).count(),
                outcomes.stream().filter(CallOutcome::isUnknown).count()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    over.countDown();
  }
}
