package org.smtpra.host;

import java.time.Duration;

/**
 * How fast messages may go to a host: a second's worth at once, then evenly spaced, in the order in
 * which they were asked for. Where the host says "too fast", half of what was; then a tenth more
 * every ten seconds. Guarded by its host's lock.
 */
final class MessageRate {

  /** How often a lowered rate is raised, and over how long the real rate is measured. */
  static final Duration STEP = Duration.ofSeconds(10);

  private static final double NANOS = 1e9;
  private static final double LEAST_PER_SECOND = 0.1;

  private final double configured;
  private double perSecond;

  /** The rate at which the host complained; a lowered rate is raised by its tenths. */
  private double complaint;

  private long lastStep;
  private long windowStart;
  private long sentInWindow;

  /** When the evenly spaced stream of messages so far ends (GCRA's theoretical arrival time). */
  private long theoretical;

  /** Zero for no limit. */
  MessageRate(double configured, long now) {
    this.configured = configured == 0 ? Double.POSITIVE_INFINITY : configured;
    this.perSecond = this.configured;
    this.theoretical = now;
    this.windowStart = now;
  }

  boolean isLimited(long now) {
    recover(now);
    return perSecond != Double.POSITIVE_INFINITY;
  }

  /** How long the next message would have to wait. */
  Duration delay(long now) {
    if (!isLimited(now)) {
      return Duration.ZERO;
    }
    long start = later(theoretical, now);
    return Duration.ofNanos(Math.max(0, start + interval() - burst() - now));
  }

  /** Takes the next message's turn, which comes after {@link #delay}. */
  void take(long now) {
    if (now - windowStart > STEP.toNanos()) {
      windowStart = now;
      sentInWindow = 0;
    }
    sentInWindow++;
    if (isLimited(now)) {
      theoretical = later(theoretical, now) + interval();
    }
  }

  /** The host refused a message because they come too fast. */
  void tooFast(long now) {
    recover(now);
    complaint = Math.max(LEAST_PER_SECOND, Math.min(perSecond, measured(now)));
    perSecond = Math.max(LEAST_PER_SECOND, complaint / 2);
    theoretical = later(theoretical, now) + interval();
    lastStep = now;
  }

  private double measured(long now) {
    double seconds = Math.max(1, (now - windowStart) / NANOS);
    return sentInWindow / seconds;
  }

  private void recover(long now) {
    if (perSecond == configured) {
      return;
    }
    long steps = (now - lastStep) / STEP.toNanos();
    lastStep += steps * STEP.toNanos();
    double raised = perSecond + steps * complaint / 10;
    perSecond = raised >= configured || raised > 2 * complaint ? configured : raised;
  }

  private long interval() {
    return (long) (NANOS / perSecond);
  }

  private long burst() {
    return Math.max(interval(), (long) NANOS);
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
