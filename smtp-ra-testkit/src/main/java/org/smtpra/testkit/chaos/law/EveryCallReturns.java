package org.smtpra.testkit.chaos.law;

import java.util.stream.Stream;

/** Nobody waits for ever. */
final class EveryCallReturns implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.orders().stream()
        .filter(order -> record.outcome(order).isEmpty())
        .map(order -> Violation.of(this, order.number(), "the call never returned"));
  }
}
