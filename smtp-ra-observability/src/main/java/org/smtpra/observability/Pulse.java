package org.smtpra.observability;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Calls somebody again and again until it is stopped, and then once more: on the server's
 * scheduler, or where there is none on a thread of its own, which ends with the application. Thread
 * safe.
 */
final class Pulse {

  private static final String SCHEDULER = "java:comp/DefaultManagedScheduledExecutorService";

  private static final ThreadFactory OURS =
      task -> {
        Thread thread = new Thread(task, "smtp-ra-observability");
        thread.setDaemon(true);
        return thread;
      };

  private final ScheduledExecutorService executor;
  private final ScheduledFuture<?> beats;
  private final Runnable end;

  private Pulse(ScheduledExecutorService executor, Beat beat, Runnable end) {
    this.executor = executor;
    this.beats =
        executor.scheduleWithFixedDelay(
            beat.call(), 0, beat.period().toMillis(), TimeUnit.MILLISECONDS);
    this.end = end;
  }

  private record Beat(Runnable call, Duration period) {}

  /** Begins at once, and waits for nothing. */
  static Pulse start(Runnable call, Duration period) {
    Beat beat = new Beat(call, period);
    try {
      return new Pulse(servers(), beat, () -> {});
    } catch (NamingException | RuntimeException e) {
      ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(OURS);
      return new Pulse(own, beat, own::shutdownNow);
    }
  }

  @SuppressWarnings("BanJNDI") // a constant
  private static ScheduledExecutorService servers() throws NamingException {
    return InitialContext.doLookup(SCHEDULER);
  }

  /**
   * Ends it: the last call comes after a beat that is running.
   *
   * @param last is called once more
   * @param patience how long to wait for it at most
   * @return whether it has ended
   */
  boolean stop(Runnable last, Duration patience) {
    beats.cancel(false);
    FutureTask<?> task = new FutureTask<>(last, null);
    try {
      executor.execute(task);
    } catch (RuntimeException e) {
      // Rejected, or whatever else a server says while it stops the application.
      OURS.newThread(task).start();
    }
    try {
      task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      end.run();
    }
  }
}
