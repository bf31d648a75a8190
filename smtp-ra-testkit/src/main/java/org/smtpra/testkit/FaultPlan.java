package org.smtpra.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which fault is due where. A fault for one occurrence goes before those that wait for the next
 * one, and these before permanent ones. Thread safe.
 */
final class FaultPlan {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Stage, Integer> occurrences = new EnumMap<>(Stage.class);
  private final Map<Stage, Map<Integer, Fault>> byOccurrence = new EnumMap<>(Stage.class);
  private final Map<Stage, Deque<Fault>> waiting = new EnumMap<>(Stage.class);
  private final Map<Stage, Fault> permanent = new EnumMap<>(Stage.class);
  private final Map<String, Fault> byRecipient = new HashMap<>();
  private volatile FaultSource source = stage -> Optional.empty();

  /** Is asked last, where nothing else is due. */
  void source(FaultSource next) {
    source = next;
  }

  void next(Stage stage, Fault fault) {
    locked(() -> waiting.computeIfAbsent(stage, s -> new ArrayDeque<>()).add(fault));
  }

  void occurrence(Stage stage, int occurrence, Fault fault) {
    if (occurrence < 1) {
      throw new IllegalArgumentException(
          "occurrence is " + occurrence + "; the first one is 1, counted from the server's start");
    }
    locked(() -> byOccurrence.computeIfAbsent(stage, s -> new HashMap<>()).put(occurrence, fault));
  }

  void always(Stage stage, Fault fault) {
    locked(() -> permanent.put(stage, fault));
  }

  void recipient(String address, Fault fault) {
    locked(() -> byRecipient.put(address.toLowerCase(Locale.ROOT), fault));
  }

  void clear() {
    locked(
        () -> {
          byOccurrence.clear();
          waiting.clear();
          permanent.clear();
          byRecipient.clear();
        });
  }

  /** Counts one occurrence of the stage and takes the fault that is due. */
  Optional<Fault> take(Stage stage) {
    return planted(stage).or(() -> source.due(stage));
  }

  private Optional<Fault> planted(Stage stage) {
    lock.lock();
    try {
      int occurrence = occurrences.merge(stage, 1, Integer::sum);
      Fault exact = byOccurrence.getOrDefault(stage, Map.of()).get(occurrence);
      if (exact != null) {
        return Optional.of(exact);
      }
      Fault next = waiting.getOrDefault(stage, new ArrayDeque<>()).poll();
      return Optional.ofNullable(next != null ? next : permanent.get(stage));
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #take} for RCPT, where a fault of the recipient's own goes first. */
  Optional<Fault> takeForRecipient(String address) {
    Optional<Fault> staged = take(Stage.RCPT);
    lock.lock();
    try {
      Fault own = byRecipient.get(address.toLowerCase(Locale.ROOT));
      return own != null ? Optional.of(own) : staged;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}
