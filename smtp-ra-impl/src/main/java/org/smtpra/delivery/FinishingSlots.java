package org.smtpra.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.smtpra.host.ChangeSignal;
import org.smtpra.transport.Deadline;

/**
 * Slots that the pool has destroyed while a send was running: it may finish within a grace period,
 * as long as somebody looks after them who ends them when it is over. Thread safe.
 */
final class FinishingSlots {

  private final LongSupplier nanoTime;
  private final ChangeSignal turns = new ChangeSignal();
  private final Map<SessionSlot, Deadline> slots = new ConcurrentHashMap<>();
  private volatile Duration grace = Duration.ZERO;

  FinishingSlots(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** From now on somebody calls {@link #endOverdue} again and again; zero for no longer. */
  void lookedAfter(Duration howLong) {
    grace = howLong;
  }

  /** Tells whether a running slot may finish. */
  boolean lets(SessionSlot slot) {
    if (grace.isZero()) {
      return false;
    }
    slots.putIfAbsent(slot, Deadline.after(grace, nanoTime));
    return true;
  }

  /** Ends those whose grace is over; forgets those that are done. */
  void endOverdue() {
    slots.forEach(
        (slot, deadline) -> {
          if (!slot.isRunning() || deadline.hasPassed()) {
            slot.destroyNow();
            slots.remove(slot);
          }
        });
  }

  void endAll() {
    slots.keySet().forEach(SessionSlot::destroyNow);
    slots.clear();
  }

  void turnEnded() {
    turns.changed();
  }

  /** Waits until nothing runs any more, in these slots and the finishing ones. */
  void awaitQuiet(Collection<SessionSlot> others, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (true) {
        long seen = turns.version();
        long left = end - System.nanoTime();
        if (left <= 0 || !(isAnyRunning(others) || isAnyRunning(slots.keySet()))) {
          return;
        }
        turns.await(seen, Duration.ofNanos(left));
      }
    } catch (InterruptedException e) {
      // The server wants to end this now.
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isAnyRunning(Collection<SessionSlot> slots) {
    return slots.stream().anyMatch(SessionSlot::isRunning);
  }
}
