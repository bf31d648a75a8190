package org.smtpra.testkit.chaos.law;

import java.time.Duration;
import java.util.stream.Stream;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/** No call lasts longer than its deadline or its budgets, and a margin for a busy machine. */
final class BoundedWaits implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.orders().stream()
        .flatMap(
            order ->
                record.outcome(order).stream()
                    .flatMap(outcome -> check(record.pool(), order, outcome)));
  }

  private Stream<Violation> check(PoolFacts pool, MailOrder order, CallOutcome outcome) {
    CallOutcome.CallTime time = outcome.time();
    Stream<Violation> whole =
        late(order, "the call", time.took(), pool.longestCall().plus(pool.margin()));
    Stream<Violation> send =
        order.manner().deadline().stream()
            .filter(most -> outcome.counted())
            .flatMap(most -> late(order, "the send", time.sendTook(), most.plus(pool.margin())));
    return Stream.concat(whole, send);
  }

  private Stream<Violation> late(MailOrder order, String what, Duration took, Duration most) {
    return took.compareTo(most) <= 0
        ? Stream.empty()
        : Stream.of(
            Violation.of(
                this,
                order.number(),
                what + " took " + took.toMillis() + " ms, allowed are " + most.toMillis() + " ms"));
  }
}
