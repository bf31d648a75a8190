package org.smtpra.testkit.chaos.law;

import java.time.Duration;
import java.util.stream.Stream;
import org.smtpra.testkit.chaos.front.FrontConnection;
import org.smtpra.testkit.chaos.host.HostTruth;
import org.smtpra.testkit.chaos.host.PlayedStep;

/**
 * A host that is down is tried by those who were on their way when it went down, at most as many as
 * there are sessions, and then by one probe after each cooldown.
 */
final class DownHostLeftAlone implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.steps().stream()
        .filter(PlayedStep::countsAttempts)
        .flatMap(
            step ->
                record.hosts().stream()
                    .filter(host -> host.endpointKey().equals(step.step().host()))
                    .flatMap(host -> check(record.pool(), host, step)));
  }

  private Stream<Violation> check(PoolFacts pool, HostTruth host, PlayedStep step) {
    Duration length = Duration.ofNanos(step.endedNanos() - step.beganNanos());
    int most = pool.mostSessions() + 1 + pool.cooldowns().mostProbes(length);
    long attempts =
        pool.connections().stream()
            .filter(connection -> connection.port() == host.port())
            .filter(connection -> !connection.reached() && isWithin(connection, step))
            .count();
    return attempts <= most
        ? Stream.empty()
        : Stream.of(
            Violation.of(
                this,
                host.endpointKey()
                    + " was tried "
                    + attempts
                    + " times in the "
                    + length.toMillis()
                    + " ms in which it was down, allowed are "
                    + most));
  }

  private static boolean isWithin(FrontConnection connection, PlayedStep step) {
    return connection.openedNanos() - step.beganNanos() >= 0
        && connection.openedNanos() - step.endedNanos() <= 0;
  }
}
