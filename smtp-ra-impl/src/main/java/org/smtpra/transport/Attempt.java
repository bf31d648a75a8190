package org.smtpra.transport;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Something that one thread is about and any other may call off, at once and for ever, without
 * waiting. Each of its steps says how it is ended from outside. Thread safe.
 */
public final class Attempt {

  /** What ends the running step; null once the attempt was called off. */
  private final AtomicReference<@Nullable Runnable> end = new AtomicReference<>(() -> {});

  /** Creates an attempt that nobody has called off. */
  public Attempt() {}

  /**
   * Begins the next step, in place of the one before.
   *
   * @param ending ends the step; runs at once where the attempt was called off, else at most once
   *     more, on the thread that calls it off; must not wait
   */
  public void endsWith(Runnable ending) {
    if (end.getAndUpdate(now -> now == null ? null : ending) == null) {
      ending.run();
    }
  }

  /** Ends the step that is running, and every one that would follow. */
  public void callOff() {
    Runnable ending = end.getAndSet(null);
    if (ending != null) {
      ending.run();
    }
  }
}
