package org.smtpra.config;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long servers that hang can hold one send, and the sentences that tell the administrator.
 *
 * <p>A server that hangs costs the longest of the time-outs up to which it can answer. A host that
 * was given up cools down and so costs nothing in the attempts that follow, unless cooldowns are
 * off. Servers that answer each command just before its time-out can hold a send for longer; only
 * its own deadline bounds everything.
 *
 * @param attempts how often the message may be sent
 * @param acquire the wait for a lease or a host, in each attempt
 * @param hosts hosts that may be given up before one serves, over all attempts
 * @param open giving up one host
 * @param token the longest fetch of a token in each attempt; zero where nobody signs in with one
 * @param send the reply to a command, in each attempt
 * @param delays the waits between attempts together
 * @param finalReply the wait for the verdict on a message that was handed over, once
 */
public record WorstCase(
    int attempts,
    Duration acquire,
    int hosts,
    Duration open,
    Duration token,
    Duration send,
    Duration delays,
    Duration finalReply) {

  /** What most servers set: WildFly, Payara and TomEE alike. */
  private static final Duration USUAL_JTA_TIMEOUT = Duration.ofMinutes(5);

  /**
   * Adds the time-outs of a configuration up.
   *
   * @param configuration the configuration
   * @return its worst case
   */
  public static WorstCase of(SmtpConfiguration configuration) {
    Timeouts timeouts = configuration.timeouts();
    int attempts = 1 + configuration.retries().maxRetryAttempts();
    boolean cooling = !configuration.cooldown().reconnectCooldown().isZero();
    return new WorstCase(
        attempts,
        timeouts.acquire(),
        configuration.hosts().size() * (cooling ? 1 : attempts),
        Stream.of(timeouts.connect(), timeouts.greeting(), timeouts.authenticate(), timeouts.send())
            .max(Duration::compareTo)
            .orElseThrow(),
        token(configuration),
        timeouts.send(),
        delays(configuration.retries()),
        timeouts.finalReply());
  }

  private static Duration token(SmtpConfiguration configuration) {
    return Stream.concat(
            configuration.hosts().stream().flatMap(host -> host.credentials().stream()),
            configuration.client().credentials().stream())
        .flatMap(user -> user.token().stream())
        .map(token -> token.rules().timeout())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Duration delays(RetryRules retries) {
    double wait = retries.retryBaseDelay().toMillis() * (1 + retries.jitterRatio());
    double all = 0;
    for (int i = 0; i < retries.maxRetryAttempts(); i++) {
      all += Math.min(wait, (double) RetryRules.LONGEST_WAIT.toMillis());
      wait *= 2;
    }
    return Duration.ofMillis((long) Math.ceil(all));
  }

  /**
   * The time until the server has the message, or the send has failed.
   *
   * @return without the wait for the final reply
   */
  public Duration untilHandedOver() {
    return acquire
        .plus(token)
        .plus(send)
        .multipliedBy(attempts)
        .plus(open.multipliedBy(hosts))
        .plus(delays);
  }

  /** What should be said at the level of a warning. */
  Optional<String> warning() {
    if (delays.compareTo(USUAL_JTA_TIMEOUT) > 0) {
      return Optional.of(
          "maxRetryAttempts and retryBaseDelay together make a send wait up to "
              + inSeconds(delays)
              + " between its "
              + attempts
              + " attempts: longer than a usual JTA time-out ("
              + DurationText.format(USUAL_JTA_TIMEOUT)
              + ")");
    }
    return untilHandedOver().compareTo(USUAL_JTA_TIMEOUT) > 0
        ? Optional.of(
            this
                + "; a usual JTA time-out is "
                + DurationText.format(USUAL_JTA_TIMEOUT)
                + ": give sends a deadline, or lower the time-outs")
        : Optional.empty();
  }

  private static String inSeconds(Duration duration) {
    return DurationText.format(Duration.ofSeconds(duration.plusMillis(999).toSeconds()));
  }

  /** The sentence for the log, with every part of the sum. */
  @Override
  public String toString() {
    return "servers that hang can hold a send for "
        + inSeconds(untilHandedOver())
        + (": acquireTimeout " + DurationText.format(acquire))
        + (token.isZero() ? "" : ", tokenTimeout " + DurationText.format(token))
        + " and sendTimeout "
        + (DurationText.format(send) + " in each of ")
        + (counted(attempts, "attempt") + ", " + inSeconds(delays) + " between attempts, ")
        + (DurationText.format(open) + " for each of " + counted(hosts, "host"))
        + (" given up; then finalReplyTimeout " + DurationText.format(finalReply))
        + " for the verdict";
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
