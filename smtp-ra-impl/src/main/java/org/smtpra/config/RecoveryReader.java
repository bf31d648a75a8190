package org.smtpra.config;

import java.time.Duration;

/** Reads how hosts that failed are left alone, and how messages that failed are sent again. */
final class RecoveryReader {

  private final PropertyReader properties;
  private final double jitterRatio;

  RecoveryReader(PropertyReader properties) {
    this.properties = properties;
    // Once for both records, so that a wrong ratio is one problem.
    this.jitterRatio = properties.decimal(SmtpProperty.JITTER_RATIO);
  }

  CooldownRules cooldown() {
    Duration first = properties.duration(SmtpProperty.RECONNECT_COOLDOWN);
    Duration longest = properties.duration(SmtpProperty.MAX_RECONNECT_COOLDOWN);
    if (first.compareTo(longest) > 0
        && !properties.hasProblem(SmtpProperty.RECONNECT_COOLDOWN)
        && !properties.hasProblem(SmtpProperty.MAX_RECONNECT_COOLDOWN)) {
      refuseOverItsCap(first, longest);
    }
    return new CooldownRules(first, longest, jitterRatio);
  }

  /** One problem, at a property that was typed; it names the other. */
  private void refuseOverItsCap(Duration first, Duration longest) {
    if (properties.isSet(SmtpProperty.MAX_RECONNECT_COOLDOWN)) {
      properties.refuse(
          SmtpProperty.MAX_RECONNECT_COOLDOWN,
          "at least reconnectCooldown, which is " + DurationText.format(first));
    } else {
      properties.refuse(
          SmtpProperty.RECONNECT_COOLDOWN,
          "at most maxReconnectCooldown, which is " + DurationText.format(longest));
    }
  }

  RetryRules retries() {
    return new RetryRules(
        properties.integer(SmtpProperty.MAX_RETRY_ATTEMPTS).orElse(0),
        retryBaseDelay(),
        jitterRatio);
  }

  private Duration retryBaseDelay() {
    Duration wanted = properties.duration(SmtpProperty.RETRY_BASE_DELAY);
    if (wanted.compareTo(RetryRules.LONGEST_WAIT) <= 0) {
      return wanted;
    }
    String longest = DurationText.format(RetryRules.LONGEST_WAIT);
    properties.warn(
        "retryBaseDelay is lowered from "
            + DurationText.format(wanted)
            + " to "
            + longest
            + ": no caller is held for longer between two attempts");
    return RetryRules.LONGEST_WAIT;
  }
}
