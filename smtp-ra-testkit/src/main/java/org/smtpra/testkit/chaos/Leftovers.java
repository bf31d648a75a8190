package org.smtpra.testkit.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Finds what a closed pool has left behind, and gives it some time to go. */
final class Leftovers {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Threads of this testkit, which end later, and of the platform, which never do. */
  private static final List<String> NOT_THE_POOLS =
      List.of("chaos-", "scripted-smtp-", "process reaper", "Common-Cleaner", "surefire", "Attach");

  private final Set<Thread> before = new HashSet<>(threads());

  /** What is still there in the end: threads begun since this object was made, and more. */
  List<String> find(Supplier<List<String>> more) {
    long began = System.nanoTime();
    List<String> left = left(more);
    while (!left.isEmpty() && System.nanoTime() - began < PATIENCE.toNanos()) {
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return left;
      }
      left = left(more);
    }
    return left;
  }

  private List<String> left(Supplier<List<String>> more) {
    List<String> left = new ArrayList<>(more.get());
    for (Thread thread : threads()) {
      if (!before.contains(thread)
          && NOT_THE_POOLS.stream().noneMatch(thread.getName()::startsWith)) {
        left.add("thread " + thread.getName());
      }
    }
    return left;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }
}
