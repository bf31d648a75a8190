package org.smtpra.config;

import java.time.Duration;

/**
 * How often a message is sent again when that cannot deliver it twice.
 *
 * @param maxRetryAttempts attempts after the first one; zero for none
 * @param retryBaseDelay the wait before the second attempt; doubled before each further one, up to
 *     {@link #LONGEST_WAIT}
 * @param jitterRatio by what share a wait is made longer or shorter at random, 0 to 1
 */
public record RetryRules(int maxRetryAttempts, Duration retryBaseDelay, double jitterRatio) {

  /** No caller is held for longer between two attempts: who has to wait for more is told so. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
}
