package org.smtpra.testkit.chaos.law;

import java.time.Duration;

/**
 * How long a pool leaves a host alone that has failed.
 *
 * @param first the first time; doubled by each failure that follows
 * @param longest the longest time
 * @param jitterRatio by what share a time may be shorter or longer
 */
public record Cooldowns(Duration first, Duration longest, double jitterRatio) {

  /** How often a host may be tried at most within so long, after the attempt that found it down. */
  int mostProbes(Duration within) {
    double left = (double) within.toNanos();
    double pause = (double) first.toNanos();
    int probes = 0;
    while (left >= pause * (1 - jitterRatio) && pause > 0) {
      left -= pause * (1 - jitterRatio);
      pause = Math.min(2 * pause, (double) longest.toNanos());
      probes++;
    }
    return probes;
  }

  /** After so long a host that is whole has been tried again, if anybody sends. */
  Duration longestPause() {
    return longest.plusNanos((long) (longest.toNanos() * jitterRatio));
  }
}
