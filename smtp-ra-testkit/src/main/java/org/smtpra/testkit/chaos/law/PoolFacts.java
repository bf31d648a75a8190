package org.smtpra.testkit.chaos.law;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.SmtpFailureKind;
import org.smtpra.testkit.chaos.front.FrontConnection;

/**
 * What is known of the pool under test.
 *
 * @param mostSessions how many sessions it may have at once
 * @param mostInFlight how many messages one lost connection may leave unknown
 * @param lateHelpers how many leases helpers of batches may still hold whose calls have returned
 * @param cooldowns how long it leaves hosts and credentials alone
 * @param openings at each connection that was opened: how many were then open, it included
 * @param connections the connections that have ended: all, once the pool is closed
 * @param counters what the factory counted; nothing where it cannot be asked
 * @param samples the factory's figures in the course of the run; none where it cannot be asked
 * @param left what was left behind when the pool was closed: threads, sessions, leases
 * @param longestCall how long a call without a deadline may take, all budgets added up
 * @param margin by how much a call may be late on a busy machine
 */
public record PoolFacts(
    int mostSessions,
    int mostInFlight,
    int lateHelpers,
    Cooldowns cooldowns,
    List<Integer> openings,
    List<FrontConnection> connections,
    Optional<Counters> counters,
    List<FigureSample> samples,
    List<String> left,
    Duration longestCall,
    Duration margin) {

  /** Copies the lists. */
  public PoolFacts {
    openings = List.copyOf(openings);
    connections = List.copyOf(connections);
    samples = List.copyOf(samples);
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
