package org.smtpra.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureReason;
import org.smtpra.config.RetryRules;
import org.smtpra.transport.Deadline;

/** Whether a message is sent again by us, and after which wait. Thread safe. */
public final class RetryPlan {

  private final RetryRules rules;
  private final DoubleSupplier random;

  /**
   * Creates a plan.
   *
   * @param rules how often and how soon
   * @param random numbers from 0 to 1
   */
  public RetryPlan(RetryRules rules, DoubleSupplier random) {
    this.rules = rules;
    this.random = random;
  }

  /** How often a message is sent again where its options do not say. */
  int attemptsAfterTheFirst() {
    return rules.maxRetryAttempts();
  }

  /**
   * The wait before the next attempt.
   *
   * @param what the failure of the last one
   * @param done how many attempts were made
   * @return nothing if there must be none, or it would come too late
   */
  Optional<Duration> waitAfter(SmtpFailureClassification what, int done, Deadline limit) {
    return isWorthIt(what)
        ? within(limit, later(delay(done), what.retryAfter()))
        : Optional.empty();
  }

  /** The wait before deferred recipients of an accepted message are tried again. */
  Optional<Duration> waitForDeferred(int done, Deadline limit) {
    return within(limit, delay(done));
  }

  /**
   * Only where it cannot deliver twice. Waiting for a host, for a lease, for the message's turn at
   * a host is over when these failures come: the caller has waited as long as it wanted to.
   */
  private static boolean isWorthIt(SmtpFailureClassification what) {
    SmtpFailureReason reason = what.reason();
    return switch (what.kind()) {
      case RETRYABLE_BEFORE_SEND ->
          reason != SmtpFailureReason.NO_HOST_AVAILABLE
              && reason != SmtpFailureReason.THROTTLED
              && reason != SmtpFailureReason.SHUTDOWN;
      case RETRYABLE_TEMPORARY_FAILURE -> true;
      default -> false;
    };
  }

  /** The wait before the next attempt, as far as nobody asks for a longer one. */
  Duration delay(int done) {
    double doubled = Math.scalb((double) rules.retryBaseDelay().toNanos(), done - 1);
    double factor = 1 + rules.jitterRatio() * (2 * random.getAsDouble() - 1);
    return Duration.ofNanos(
        (long) Math.min(doubled * factor, (double) RetryRules.LONGEST_WAIT.toNanos()));
  }

  private static Duration later(Duration delay, Optional<Duration> asked) {
    return asked.filter(wait -> wait.compareTo(delay) > 0).orElse(delay);
  }

  private static Optional<Duration> within(Deadline limit, Duration wait) {
    boolean inTime = wait.toNanos() < limit.remainingNanos();
    return inTime && wait.compareTo(RetryRules.LONGEST_WAIT) <= 0
        ? Optional.of(wait)
        : Optional.empty();
  }
}
