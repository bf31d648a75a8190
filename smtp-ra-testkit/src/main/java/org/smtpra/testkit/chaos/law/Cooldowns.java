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
    long left = within.toNanos();
    long pause = first.toNanos();
    int probes = 0;
    while (left >= shortened(pause) && pause > 0) {
      left -= shortened(pause);
      pause = Math.min(2 * pause, longest.toNanos());
      probes++;
    }
    return probes;
  }

  private long shortened(long pause) {
    return pause - (long) ((double) pause * jitterRatio);
  }

  /** After so long a host that is whole has been tried again, if anybody sends. */
  Duration longestPause() {
    return longest.plusNanos((long) ((double) longest.toNanos() * jitterRatio));
  }
}
