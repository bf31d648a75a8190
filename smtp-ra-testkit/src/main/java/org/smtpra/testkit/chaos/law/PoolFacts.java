package org.smtpra.testkit.chaos.law;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.SmtpFailureKind;

/**
 * What is known of the pool under test.
 *
 * @param mostSessions how many sessions it may have at once
 * @param openings at each connection that was opened: how many were then open, it included
 * @param counters what the factory counted; nothing where it cannot be asked
 * @param left what was left behind when the pool was closed: threads, sessions, leases
 * @param longestCall how long a call without a deadline may take, all budgets added up
 * @param margin by how much a call may be late on a busy machine
 */
public record PoolFacts(
    int mostSessions,
    List<Integer> openings,
    Optional<Counters> counters,
    List<String> left,
    Duration longestCall,
    Duration margin) {

  /** Copies the lists. */
  public PoolFacts {
    openings = List.copyOf(openings);
    left = List.copyOf(left);
  }

  /**
   * The factory's own count.
   *
   * @param sent messages that a server took
   * @param failed messages that failed, by kind
   */
  public record Counters(long sent, Map<SmtpFailureKind, Long> failed) {

    /** Copies the map. */
    public Counters {
      failed = Map.copyOf(failed);
    }
  }
}
