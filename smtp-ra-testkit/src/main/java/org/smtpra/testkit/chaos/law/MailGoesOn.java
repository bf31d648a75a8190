package org.smtpra.testkit.chaos.law;

import java.util.stream.Stream;
import org.smtpra.testkit.chaos.host.PlayedStep;
import org.smtpra.testkit.chaos.order.CallOutcome;

/**
 * A run in which nothing was sent proves nothing; and when all servers are whole, mail goes out.
 */
final class MailGoesOn implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    long whole =
        record.steps().stream().mapToLong(PlayedStep::endedNanos).max().orElse(Long.MIN_VALUE);
    boolean sentThen =
        record.outcomes().stream()
            .filter(CallOutcome::isSent)
            .anyMatch(
                outcome -> outcome.time().beganNanos() - whole > 0 || whole == Long.MIN_VALUE);
    return sentThen
        ? Stream.empty()
        : Stream.of(Violation.of(this, "nothing was sent after the last mischief had ended"));
  }
}
