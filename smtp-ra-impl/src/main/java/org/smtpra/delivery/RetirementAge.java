package org.smtpra.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** The age at which the next session will retire. Thread safe. */
public final class RetirementAge {

  /**
   * Lifetimes are shortened by up to this share at random, so that sessions do not end together.
   */
  private static final double JITTER = 0.1;

  private final Duration longest;
  private final DoubleSupplier random;

  /**
   * Creates the rule.
   *
   * @param longest the longest age; zero for no limit
   * @param random numbers from 0 to 1
   */
  public RetirementAge(Duration longest, DoubleSupplier random) {
    this.longest = longest;
    this.random = random;
  }

  /** The age at which a session opened now is to retire; nothing if it never does. */
  Optional<Duration> next() {
    return longest.isZero()
        ? Optional.empty()
        : Optional.of(
            longest.minusNanos((long) (longest.toNanos() * JITTER * random.getAsDouble())));
  }
}
