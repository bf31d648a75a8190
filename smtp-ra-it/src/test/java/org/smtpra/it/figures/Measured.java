package org.smtpra.it.figures;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.smtpra.it.figures.load.CallerFigures;
import org.smtpra.testkit.Times;

/**
 * What some callers did together.
 *
 * @param calls of all
 * @param perSecond calls of all in a second
 * @param nanosPerCall of one caller, from its first call to its last
 * @param octetsPerCall that the callers' threads allocated
 * @param p50Millis of a call; 0 where that was not asked
 * @param p99Millis of a call; 0 where that was not asked
 */
record Measured(
    long calls,
    double perSecond,
    double nanosPerCall,
    double octetsPerCall,
    double p50Millis,
    double p99Millis) {

  static Measured of(List<CallerFigures> callers) {
    Times times = new Times();
    callers.forEach(each -> times.addAll(Times.parse(each.times())));
    double calls = callers.stream().mapToLong(CallerFigures::calls).sum();
    double nanos = callers.stream().mapToLong(CallerFigures::nanos).sum();
    double octets = callers.stream().mapToLong(CallerFigures::allocatedOctets).sum();
    long longest = callers.stream().mapToLong(CallerFigures::nanos).max().orElse(0);
    return new Measured(
        (long) calls,
        calls / (longest / 1e9),
        nanos / calls,
        octets / calls,
        times.quantile(0.5) / 1e6,
        times.quantile(0.99) / 1e6);
  }

  /** The median of each figure; calls are those of all. */
  static Measured median(List<Measured> rounds) {
    return new Measured(
        rounds.stream().mapToLong(Measured::calls).sum(),
        median(rounds, Measured::perSecond),
        median(rounds, Measured::nanosPerCall),
        median(rounds, Measured::octetsPerCall),
        median(rounds, Measured::p50Millis),
        median(rounds, Measured::p99Millis));
  }

  private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
