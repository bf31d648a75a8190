package org.smtpra.testkit.chaos.law;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.smtpra.testkit.chaos.host.HostTruth;
import org.smtpra.testkit.chaos.host.PlayedStep;
import org.smtpra.testkit.chaos.order.CallOutcome;

/**
 * When all servers are whole and the longest cooldown is over, mail goes out by the best tier
 * again. Not by all of it at once: a machine that is busy with something else may find out late,
 * and a server that has complained of too many sessions is given fewer for minutes.
 */
final class BetterTierServes implements Law {

  private static final Duration GRACE = Duration.ofSeconds(3);

  /** Who takes longer tells of a machine that is starved, where whole hosts miss their budgets. */
  private static final Duration PROMPT = Duration.ofSeconds(1);

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
    return late.isEmpty() || elsewhere.size() < late.size()
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
        .filter(outcome -> outcome.time().sendTook().compareTo(PROMPT) < 0)
        .filter(outcome -> outcome.time().beganNanos() - whole > pause.toNanos())
        .toList();
  }
}
