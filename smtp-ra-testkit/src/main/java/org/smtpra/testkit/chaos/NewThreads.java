package org.smtpra.testkit.chaos;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the threads that were begun after this object was made, and are still there. */
public final class NewThreads {

  /** Threads of this testkit, which end later, and of the platform, which never do. */
  private static final List<String> NOT_THE_POOLS =
      List.of(
          "chaos-",
          "scripted-smtp-",
          "scripted-tokens",
          "process reaper",
          "Common-Cleaner",
          "ForkJoinPool.commonPool",
          "surefire",
          "Attach");

  private final Set<Thread> before = new HashSet<>(threads());

  /** Begins to watch. */
  public NewThreads() {}

  Stream<String> find() {
    return threads().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> NOT_THE_POOLS.stream().noneMatch(name::startsWith))
        .map(name -> "thread " + name);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }
}
