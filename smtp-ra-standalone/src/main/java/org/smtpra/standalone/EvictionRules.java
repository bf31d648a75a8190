package org.smtpra.standalone;

import jakarta.resource.spi.ManagedConnection;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.smtpra.config.SmtpConfiguration;

/** How the pool's background thread lets idle connections go and keeps the least number open. */
final class EvictionRules {

  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(30);

  private EvictionRules() {}

  static void apply(
      GenericObjectPoolConfig<ManagedConnection> rules, SmtpConfiguration configuration) {
    Duration idle = configuration.limits().idleTimeout();
    if (!idle.isZero()) {
      rules.setMinEvictableIdleDuration(idle);
    }
    if (!idle.isZero() || configuration.pool().minPoolSize() > 0) {
      rules.setTimeBetweenEvictionRuns(period(idle));
      rules.setNumTestsPerEvictionRun(-1);
    }
  }

  private static Duration period(Duration idle) {
    Duration half = idle.isZero() ? LONGEST_PERIOD : idle.dividedBy(2);
    if (half.compareTo(LONGEST_PERIOD) > 0) {
      return LONGEST_PERIOD;
    }
    return half.compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : half;
  }
}
