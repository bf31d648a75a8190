package org.smtpra.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment on a monotonic clock by which something must have ended. Immutable and thread safe. */
public final class Deadline {

  private final LongSupplier nanoTime;
  private final long endNanos;

  /** Half the range of the clock: further away, differences of its readings would overflow. */
  private static final long MOST_NANOS = Long.MAX_VALUE / 2;

  private Deadline(LongSupplier nanoTime, long endNanos) {
    this.nanoTime = nanoTime;
    this.endNanos = endNanos;
  }

  /**
   * A deadline some time from now.
   *
   * @param time how long from now
   * @param nanoTime the monotonic clock, in nanoseconds
   * @return the deadline
   */
  public static Deadline after(Duration time, LongSupplier nanoTime) {
    return new Deadline(nanoTime, nanoTime.getAsLong() + nanos(time));
  }

  /**
   * A deadline that does not come: for callers that set none.
   *
   * @param nanoTime the monotonic clock, in nanoseconds
   * @return the deadline, more than a century away
   */
  public static Deadline never(LongSupplier nanoTime) {
    return new Deadline(nanoTime, nanoTime.getAsLong() + MOST_NANOS);
  }

  /** A caller may say "for ever" with a duration that no clock can count. */
  private static long nanos(Duration time) {
    return time.compareTo(Duration.ofNanos(MOST_NANOS)) > 0 ? MOST_NANOS : time.toNanos();
  }

  /**
   * The earlier of this deadline and some time from now.
   *
   * @param time how long from now
   * @return the earlier one
   */
  public Deadline within(Duration time) {
    long other = nanoTime.getAsLong() + nanos(time);
    return other - endNanos < 0 ? new Deadline(nanoTime, other) : this;
  }

  /**
   * A new deadline on the same clock.
   *
   * @param time how long from now
   * @return the new deadline, whether or not this one has passed
   */
  public Deadline renewed(Duration time) {
    return after(time, nanoTime);
  }

  /**
   * The time that is left.
   *
   * @return nanoseconds, zero or negative when the deadline has passed
   */
  public long remainingNanos() {
    return endNanos - nanoTime.getAsLong();
  }

  /**
   * Tells whether the time is over.
   *
   * @return true when nothing is left
   */
  public boolean hasPassed() {
    return remainingNanos() <= 0;
  }
}
