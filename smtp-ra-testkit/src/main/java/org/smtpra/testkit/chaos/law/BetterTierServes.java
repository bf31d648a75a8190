package org.smtpra.testkit.chaos.law;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.smtpra.testkit.chaos.host.HostTruth;
import org.smtpra.testkit.chaos.host.PlayedStep;
import org.smtpra.testkit.chaos.order.CallOutcome;

/**
 * When all servers are whole and the longest cooldown is over, mail goes out by the best tier
 * again: most of it, or some of it where a server has complained of too many sessions. Such a one
 * is given fewer for minutes, and the rest overflows into the next tier.
 */
final class BetterTierServes implements Law {

  private static final Duration GRACE = Duration.ofSeconds(2);

  @Override
  public Stream<Violation> violations(RunRecord record) {
    int best = record.hosts().stream().mapToInt(HostTruth::tier).min().orElse(0);
    List<String> preferred =
        record.hosts().stream()
            .filter(host -> host.tier() == best)
            .map(HostTruth::endpointKey)
            .toList();
    List<CallOutcome> late = sentWhenSettled(record);
    List<CallOutcome> elsewhere =
        late.stream().filter(outcome -> !preferred.contains(outcome.endpointKey())).toList();
    boolean complained = record.steps().stream().anyMatch(PlayedStep::complainsOfSessions);
    // On a starved machine a host that is whole may miss a budget, and cool down for it.
    int most = complained ? late.size() - 1 : late.size() / 2;
    boolean allowed = elsewhere.size() <= most;
    return late.isEmpty() || allowed
        ? Stream.empty()
        : Stream.of(
            Violation.of(
                this,
                elsewhere.get(0).number(),
                elsewhere.size()
                    + " of "
                    + late.size()
                    + " messages went out by a worse tier although "
                    + preferred
                    + " had been whole for longer than the longest cooldown"));
  }

  private static List<CallOutcome> sentWhenSettled(RunRecord record) {
    long whole =
        record.steps().stream().mapToLong(PlayedStep::endedNanos).max().orElse(Long.MIN_VALUE);
    Duration pause = record.pool().cooldowns().longestPause().plus(GRACE);
    return record.outcomes().stream()
        .filter(CallOutcome::isSent)
        .filter(outcome -> outcome.time().beganNanos() - whole > pause.toNanos())
        .toList();
  }
}
