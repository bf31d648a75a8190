package org.smtpra.testkit.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks through texts at once, since a run shows more than memory holds, and counts them. Thread
 * safe.
 */
final class Sieve {

  /** Of one outlet: what is shown once may be shown a thousand times. */
  private static final int MOST_FINDINGS = 5;

  private final Function<String, Optional<String>> finder;
  private final Map<Outlet, Integer> seen = new ConcurrentHashMap<>();
  private final Map<Outlet, Integer> found = new ConcurrentHashMap<>();
  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

  /** {@code finder} gives a secret that a text shows. */
  Sieve(Function<String, Optional<String>> finder) {
    this.finder = finder;
  }

  void look(Outlet outlet, String where, @Nullable Object shown) {
    String text = Spelled.out(shown);
    seen.merge(outlet, 1, Integer::sum);
    finder
        .apply(text)
        .filter(secret -> found.merge(outlet, 1, Integer::sum) <= MOST_FINDINGS)
        .ifPresent(secret -> findings.add(new Finding(outlet + " " + where, secret, text)));
  }

  /** Who cannot look any more has found something too. */
  void failed(RuntimeException e) {
    findings.add(new Finding("the sweep itself", "?", e.toString()));
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  int seen(Outlet outlet) {
    return seen.getOrDefault(outlet, 0);
  }
}
