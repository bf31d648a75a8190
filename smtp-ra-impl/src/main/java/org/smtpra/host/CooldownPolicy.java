package org.smtpra.host;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.smtpra.config.CooldownRules;

/** How long a pause is after so many failures in a row. Immutable and thread safe. */
final class CooldownPolicy {

  /** Beyond this many doublings every cap is reached, and the number would overflow. */
  private static final int MOST_DOUBLINGS = 30;

  private final CooldownRules rules;
  private final DoubleSupplier random;

  /** {@code random} gives numbers from 0 to 1. */
  CooldownPolicy(CooldownRules rules, DoubleSupplier random) {
    this.rules = rules;
    this.random = random;
  }

  /** Tells whether nothing ever cools down. */
  boolean isOff() {
    return rules.reconnectCooldown().isZero();
  }

  Duration longest() {
    return rules.maxReconnectCooldown();
  }

  /** The pause after so many failures in a row, at least one; never beyond the cap. */
  Duration pause(int failures) {
    double longest = (double) rules.maxReconnectCooldown().toNanos();
    double doubled =
        Math.scalb(
            (double) rules.reconnectCooldown().toNanos(), Math.min(failures - 1, MOST_DOUBLINGS));
    double factor = 1 + rules.jitterRatio() * (2 * random.getAsDouble() - 1);
    return Duration.ofNanos((long) Math.min(Math.min(doubled, longest) * factor, longest));
  }
}
