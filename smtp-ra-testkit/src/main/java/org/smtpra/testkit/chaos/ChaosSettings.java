package org.smtpra.testkit.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.smtpra.testkit.chaos.law.Cooldowns;
import org.smtpra.testkit.chaos.order.ChaosUser;

/**
 * How the connection factory is configured in a run: short budgets, so that every one of them is
 * met, and a way of speaking that changes with the seed.
 */
final class ChaosSettings {

  static final Duration BUDGET = Duration.ofSeconds(1);
  static final Duration ACQUIRE = Duration.ofSeconds(2);

  static final Cooldowns COOLDOWNS =
      new Cooldowns(Duration.ofMillis(200), Duration.ofSeconds(1), 0.2);

  private static final List<Map<String, String>> WAYS =
      List.of(
          Map.of(),
          Map.of("pipelining", "NONE", "chunking", "NEVER"),
          Map.of("chunking", "ALWAYS"),
          Map.of("pipelineData", "ALWAYS", "chunking", "NEVER"),
          Map.of("pipelining", "FULL"));

  private ChaosSettings() {}

  /** The properties, but for hosts and trust. */
  static Map<String, String> properties(ChaosOptions options) {
    SplittableRandom random = new SplittableRandom(options.seed());
    Map<String, String> properties = new HashMap<>();
    for (String timeout : List.of("connect", "greeting", "authenticate", "send")) {
      properties.put(timeout + "Timeout", BUDGET.toMillis() + "ms");
    }
    properties.put("acquireTimeout", ACQUIRE.toMillis() + "ms");
    properties.put("userName", ChaosUser.CLERK.userName());
    properties.put("password", ChaosUser.CLERK.saidPassword());
    properties.put("maxPoolSize", String.valueOf(options.pool()));
    properties.put("maxMessagesPerSession", String.valueOf(random.nextInt(10, 100)));
    properties.put("maxSessionAge", random.nextInt(1_000, 5_000) + "ms");
    properties.put("keepAliveInterval", random.nextInt(0, 200) + "ms");
    properties.put("idleTimeout", random.nextInt(500, 3_000) + "ms");
    properties.put("reconnectCooldown", COOLDOWNS.first().toMillis() + "ms");
    properties.put("maxReconnectCooldown", COOLDOWNS.longest().toMillis() + "ms");
    properties.put("jitterRatio", String.valueOf(COOLDOWNS.jitterRatio()));
    properties.put("maxRetryAttempts", String.valueOf(random.nextInt(0, 3)));
    properties.put("retryBaseDelay", "50ms");
    properties.putAll(WAYS.get((int) Math.floorMod(options.seed(), (long) WAYS.size())));
    return properties;
  }

  /** Under FULL as many messages of a batch as make a window, else one. */
  static int mostInFlight(Map<String, String> properties) {
    return "FULL".equals(properties.get("pipelining")) ? 8 : 1;
  }

  /**
   * What a call may take without a deadline: the wait for a lease, sessions that fail at each host,
   * once more for a stale one, each command of the largest envelope, and as long as any server is
   * silent on purpose.
   */
  static Duration longestCall(ChaosOptions options, Map<String, String> properties) {
    int attempts = 1 + Integer.parseInt(properties.getOrDefault("maxRetryAttempts", "0"));
    Duration opening = BUDGET.multipliedBy(5L * options.hosts() * 2);
    Duration speaking = BUDGET.multipliedBy(12);
    return ACQUIRE.plus(opening).plus(speaking).multipliedBy(attempts).plus(Duration.ofSeconds(4));
  }
}
