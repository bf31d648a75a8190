package org.smtpra.ra;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs the upkeep of all states about once a second, on the server's timer and workers, between
 * start and stop of the adapter. A round that takes longer leaves the next ones out. Thread safe.
 */
final class Maintenance {

  private static final Logger LOG = System.getLogger("org.smtpra");
  private static final long PERIOD_MILLIS = 1_000;

  private final Runnable round;
  private final Executor workers;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile @Nullable Timer timer;

  Maintenance(Runnable round, Executor workers) {
    this.round = round;
    this.workers = workers;
  }

  /** Without a timer of the server nothing is lost: borrowers find out what the upkeep would. */
  void start(BootstrapContext context) {
    try {
      Timer created = context.createTimer();
      timer = created;
      created.schedule(task(), PERIOD_MILLIS, PERIOD_MILLIS);
    } catch (UnavailableException e) {
      LOG.log(
          Level.WARNING,
          "the application server gives no timer: idle sessions are proven, and hosts that were"
              + " down are tried again, only when somebody sends",
          e);
    }
  }

  boolean isRunning() {
    return timer != null;
  }

  private TimerTask task() {
    return new TimerTask() {
      @Override
      public void run() {
        if (underWay.compareAndSet(false, true)) {
          try {
            workers.execute(Maintenance.this::runRound);
          } catch (RejectedExecutionException e) {
            underWay.set(false);
          }
        }
      }
    };
  }

  private void runRound() {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the upkeep of idle sessions failed, and is tried again", e);
    } finally {
      underWay.set(false);
    }
  }

  void stop() {
    Timer running = timer;
    timer = null;
    if (running != null) {
      running.cancel();
    }
  }
}
