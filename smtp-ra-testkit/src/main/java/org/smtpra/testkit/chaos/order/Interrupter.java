package org.smtpra.testkit.chaos.order;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Interrupts threads within calls, and never behind them. Thread safe. */
public final class Interrupter implements AutoCloseable {

  /** Calls that outlive it are not interrupted. */
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1, Interrupter::thread, new ThreadPoolExecutor.DiscardPolicy());

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "chaos-interrupter");
    thread.setDaemon(true);
    return thread;
  }

  /** Watches over one call of the current thread; closing it ends the call. */
  Watch watch(Optional<Duration> interruptAfter) {
    Watch watch = new Watch(Thread.currentThread());
    interruptAfter.ifPresent(
        after ->
            watch.strike = timer.schedule(watch::interrupt, after.toNanos(), TimeUnit.NANOSECONDS));
    return watch;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One call that may be interrupted. */
  static final class Watch {
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread caller;
    private @Nullable Future<?> strike;
    private boolean over; // guarded by the lock

    private Watch(Thread caller) {
      this.caller = caller;
    }

    private void interrupt() {
      lock.lock();
      try {
        if (!over) {
          caller.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Ends the call: the thread goes on without an interrupt. */
    void close() {
      if (strike != null) {
        strike.cancel(false);
      }
      lock.lock();
      try {
        over = true;
      } finally {
        lock.unlock();
      }
      Thread.interrupted();
    }
  }
}
