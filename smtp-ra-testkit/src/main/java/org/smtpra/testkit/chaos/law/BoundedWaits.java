package org.smtpra.testkit.chaos.law;

import java.time.Duration;
import java.util.stream.Stream;

/** No call lasts longer than its deadline or its budgets, and a margin for a busy machine. */
final class BoundedWaits implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    PoolFacts pool = record.pool();
    return record.orders().stream()
        .flatMap(
            order -> {
              Duration allowed =
                  order.manner().deadline().orElse(pool.longestCall()).plus(pool.margin());
              return record.outcome(order).stream()
                  .filter(outcome -> outcome.time().took().compareTo(allowed) > 0)
                  .map(
                      outcome ->
                          Violation.of(
                              this,
                              order.number(),
                              "the call took "
                                  + outcome.time().took().toMillis()
                                  + " ms, allowed are "
                                  + allowed.toMillis()
                                  + " ms"));
            });
  }
}
