package org.smtpra.testkit.chaos.host;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.FaultSource;
import org.smtpra.testkit.Stage;

/** A fault at every nth occurrence of one stage, while a condition holds. Thread safe. */
final class Affliction implements FaultSource {

  private final Stage stage;
  private final Fault fault;
  private final int every;
  private final BooleanSupplier condition;
  private final AtomicInteger occurrences = new AtomicInteger();

  Affliction(Stage stage, Fault fault, int every, BooleanSupplier condition) {
    this.stage = stage;
    this.fault = fault;
    this.every = every;
    this.condition = condition;
  }

  @Override
  public Optional<Fault> due(Stage at) {
    return at == stage && condition.getAsBoolean() && occurrences.incrementAndGet() % every == 0
        ? Optional.of(fault)
        : Optional.empty();
  }
}
