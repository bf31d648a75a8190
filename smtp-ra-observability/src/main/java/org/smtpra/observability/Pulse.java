package org.smtpra.observability;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Calls somebody once a second until it is stopped: on the server's scheduler, or where there is
 * none on a thread of its own, which ends with the application. Thread safe.
 */
final class Pulse {

  static final Duration PERIOD = Duration.ofSeconds(1);

  private static final String SCHEDULER = "java:comp/DefaultManagedScheduledExecutorService";

  private final ScheduledFuture<?> beats;
  private final Runnable end;

  private Pulse(ScheduledFuture<?> beats, Runnable end) {
    this.beats = beats;
    this.end = end;
  }

  static Pulse start(Runnable beat) {
    try {
      ScheduledExecutorService servers = servers();
      return new Pulse(scheduled(servers, beat), () -> {});
    } catch (NamingException | RuntimeException e) {
      ScheduledExecutorService own =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "smtp-ra-observability");
                thread.setDaemon(true);
                return thread;
              });
      return new Pulse(scheduled(own, beat), own::shutdownNow);
    }
  }

  @SuppressWarnings("BanJNDI") // a constant
  private static ScheduledExecutorService servers() throws NamingException {
    return InitialContext.doLookup(SCHEDULER);
  }

  private static ScheduledFuture<?> scheduled(ScheduledExecutorService executor, Runnable beat) {
    return executor.scheduleWithFixedDelay(
        beat, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    beats.cancel(false);
    end.run();
  }
}
