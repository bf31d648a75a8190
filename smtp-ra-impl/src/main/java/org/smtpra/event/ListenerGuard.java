package org.smtpra.event;

import java.lang.System.Logger;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Stands between a send and one listener. What the listener throws is logged, the first time, and
 * goes no further. One that is slow several times in a row is not told any more: it runs on the
 * threads of callers. Thread safe.
 */
final class ListenerGuard {

  /** A listener works in memory; on a machine that stands still for a moment it may take longer. */
  static final long SLOW_NANOS = 1_000_000_000L;

  /** A machine that was stopped once makes one slow call, whatever the listener does. */
  static final int MOST_SLOW = 3;

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final SmtpEventListener listener;
  private final LongSupplier nanoTime;
  private final AtomicBoolean warned = new AtomicBoolean();
  private final AtomicInteger slowInARow = new AtomicInteger();

  ListenerGuard(SmtpEventListener listener, LongSupplier nanoTime) {
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /** Tells it, from this moment on, and returns the moment when it had heard. */
  long tell(Consumer<SmtpEventListener> event, long began) {
    if (slowInARow.get() >= MOST_SLOW) {
      return began;
    }
    try {
      event.accept(listener);
    } catch (RuntimeException | Error e) {
      warn(e);
    }
    long ended = nanoTime.getAsLong();
    if (ended - began < SLOW_NANOS) {
      if (slowInARow.get() > 0) {
        slowInARow.updateAndGet(slow -> slow < MOST_SLOW ? 0 : slow);
      }
    } else if (slowInARow.incrementAndGet() == MOST_SLOW) {
      LogMessage.LISTENER_SLOW.to(LOG, name());
    }
    return ended;
  }

  private void warn(Throwable failure) {
    if (warned.compareAndSet(false, true)) {
      LogMessage.LISTENER_FAILED.to(LOG, failure, name());
    }
  }

  private String name() {
    return "the listener " + listener.getClass().getName();
  }
}
