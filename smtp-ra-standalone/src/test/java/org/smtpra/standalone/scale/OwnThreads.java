package org.smtpra.standalone.scale;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads that were begun since, without those of a scripted mail server. */
final class OwnThreads {

  private static final String NOT_OURS = "scripted-smtp-";

  private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

  /** The names of those that are alive. */
  Set<String> now() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> !name.startsWith(NOT_OURS))
        .collect(Collectors.toSet());
  }
}
