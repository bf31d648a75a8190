package org.smtpra.token;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.smtpra.auth.BearerToken;
import org.smtpra.config.Secret;
import org.smtpra.spi.AccessToken;

/**
 * A token in memory, with its times by the monotonic clock.
 *
 * @param token the token
 * @param end until when it is used
 * @param refresh from when on another one is fetched
 */
record HeldToken(BearerToken token, long end, long refresh) {

  /** For a token whose end nobody has told. */
  private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(1);

  /** Longer ones would not fit the clock's nanoseconds; a source may say anything. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(365);

  private static final double JITTER = 0.2;

  /**
   * A token that was just fetched.
   *
   * @param began when its life began at the latest
   * @param chance from 0 to 1, so that not all servers refresh at once
   */
  static HeldToken of(AccessToken fetched, Duration wantedMargin, long began, double chance) {
    Optional<Duration> told =
        fetched.lifetime().map(life -> life.compareTo(LONGEST_LIFE) < 0 ? life : LONGEST_LIFE);
    Duration life = told.orElse(UNKNOWN_LIFE);
    long end = began + life.toNanos();
    Duration half = life.dividedBy(2);
    Duration margin = wantedMargin.compareTo(half) < 0 ? wantedMargin : half;
    long early = told.isEmpty() ? 0 : (long) (margin.toNanos() * (1 - JITTER * chance));
    BearerToken token =
        new BearerToken(
            new Secret(fetched.reveal()),
            told.isPresent() ? OptionalLong.of(end) : OptionalLong.empty());
    return new HeldToken(token, end, end - early);
  }

  boolean isUsable(long now) {
    return now - end < 0;
  }

  boolean isDue(long now) {
    return now - refresh >= 0;
  }
}
