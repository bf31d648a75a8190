package org.smtpra.standalone.outage;

import java.time.Duration;

/**
 * How a pool finds out that its server is back.
 *
 * @param sends how many sends it took, the successful one included
 * @param time how long after the server was back that one ended
 * @param cooldown how long the server was to be left alone still when it came back
 */
record Recovery(int sends, Duration time, Duration cooldown) {

  private static final int MOST_SENDS = 1_000;

  /** Sends, with a short pause between, until one succeeds. */
  static Recovery of(OutageSite site) throws Exception {
    Duration cooldown = site.pool().factory().status().hosts().get(0).untilNextAttempt();
    long began = System.nanoTime();
    for (int sends = 1; sends <= MOST_SENDS; sends++) {
      if (site.senders().batch(1, 1).successes() == 1) {
        return new Recovery(sends, Duration.ofNanos(System.nanoTime() - began), cooldown);
      }
      site.senders().pause(Duration.ofMillis(100));
    }
    throw new IllegalStateException("no success in " + MOST_SENDS + " sends");
  }

  String describe() {
    return sends
        + ", "
        + time.toMillis()
        + " ms after the server was back, with "
        + cooldown.toMillis()
        + " ms of cooldown left then";
  }
}
