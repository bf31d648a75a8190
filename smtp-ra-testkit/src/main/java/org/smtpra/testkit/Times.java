package org.smtpra.testkit;

import java.util.Arrays;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often something took how long, in steps of about one and a half percent, in little room
 * however many there are. Not thread safe.
 */
public final class Times {

  /** Each power of two has so many steps. */
  private static final int STEPS = 64;

  private static final int STEP_BITS = Integer.numberOfTrailingZeros(STEPS);

  private final SortedMap<Integer, Long> counts = new TreeMap<>();

  /** Reads what {@link #text} wrote. */
  public static Times parse(String text) {
    Times times = new Times();
    Arrays.stream(text.split(",", -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> entry.split(":", 2))
        .forEach(entry -> times.count(Integer.parseInt(entry[0]), Long.parseLong(entry[1])));
    return times;
  }

  /** Counts one. */
  public void add(long nanos) {
    count(step(nanos), 1);
  }

  /** Counts all of the other's. */
  public void addAll(Times other) {
    other.counts.forEach(this::count);
  }

  /** How many were counted. */
  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The time that so large a part of all took at most, in nanoseconds.
   *
   * @param part from 0 to 1, for instance 0.99
   * @return the upper end of a step; 0 where nothing was counted
   */
  public long quantile(double part) {
    long wanted = Math.max(1, (long) Math.ceil(part * count()));
    long seen = 0;
    for (Map.Entry<Integer, Long> step : counts.entrySet()) {
      seen += step.getValue();
      if (seen >= wanted) {
        return upperEnd(step.getKey());
      }
    }
    return 0;
  }

  /** In one word, for {@link #parse}. */
  public String text() {
    return counts.entrySet().stream().map(Times::word).collect(Collectors.joining(","));
  }

  private static String word(Entry<Integer, Long> step) {
    return step.getKey() + ":" + step.getValue();
  }

  private void count(int step, long more) {
    counts.merge(step, more, Long::sum);
  }

  private static int step(long nanos) {
    if (nanos < STEPS) {
      return (int) Math.max(0, nanos);
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS;
    return (shift + 1) * STEPS + (int) (nanos >> shift) - STEPS;
  }

  private static long upperEnd(int step) {
    if (step < STEPS) {
      return step;
    }
    int shift = step / STEPS - 1;
    return ((step % STEPS + STEPS + 1L) << shift) - 1;
  }
}
