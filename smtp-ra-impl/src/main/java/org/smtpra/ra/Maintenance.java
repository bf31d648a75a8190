package org.smtpra.ra;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import java.lang.System.Logger;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;
import org.smtpra.event.LogMessage;

/**
 * Runs the upkeep of all states about once a second, on the server's timer, between start and stop
 * of the adapter. Thread safe.
 *
 * <p>A round waits for nobody, so it needs no worker: what may wait for a mail server gets one by
 * itself. An idle worker of WildFly's keeps its last task, and through it the classes of an archive
 * that was undeployed; a task a second would sooner or later be the last one of every worker.
 *
 * <p>The timer's thread is made without our class loader, which its rounds get while they run:
 * WildFly keeps the timers of all archives, and with a timer its dead thread, as long as there is
 * any resource adapter.
 */
final class Maintenance {

  private static final Logger LOG = System.getLogger("org.smtpra");
  private static final long PERIOD_MILLIS = 1_000;

  private final Runnable round;
  private volatile @Nullable Timer timer;

  Maintenance(Runnable round) {
    this.round = round;
  }

  /** Without a timer of the server nothing is lost: borrowers find out what the upkeep would. */
  void start(BootstrapContext context) {
    LoaderOfThread entered = LoaderOfThread.ofTheSystem();
    try {
      Timer created = context.createTimer();
      timer = created;
      created.schedule(task(), PERIOD_MILLIS, PERIOD_MILLIS);
    } catch (UnavailableException e) {
      LogMessage.NO_TIMER.to(LOG, e);
    } finally {
      entered.leave();
    }
  }

  boolean isRunning() {
    return timer != null;
  }

  private TimerTask task() {
    return new TimerTask() {
      @Override
      public void run() {
        LoaderOfThread entered = LoaderOfThread.ours();
        try {
          round.run();
        } catch (RuntimeException | Error e) {
          // A timer does not outlive what its task throws.
          LogMessage.UPKEEP_FAILED.to(LOG, e);
        } finally {
          entered.leave();
        }
      }
    };
  }

  void stop() {
    Timer running = timer;
    timer = null;
    if (running != null) {
      running.cancel();
    }
  }
}
