package org.smtpra.jmx;

import java.time.Duration;

/** Durations as consoles sort and plot them. */
final class Seconds {

  private static final double MILLIS = 1e3;

  private Seconds() {}

  static double of(Duration time) {
    return time.toMillis() / MILLIS;
  }
}
