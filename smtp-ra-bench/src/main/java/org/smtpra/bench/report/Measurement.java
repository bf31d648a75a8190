package org.smtpra.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.smtpra.bench.process.Fields;

/**
 * What one sender did under one workload, each figure for a message where that makes sense; NaN is
 * one that this sender does not tell.
 *
 * @param messagesPerSecond that the callers know of
 * @param p50Millis of a call
 * @param p99Millis of a call
 * @param roundTrips a message, counted by the sink
 * @param cpuMicros a message, of the sender's whole process
 * @param allocatedKiB a message, of the sender's living threads
 * @param sessions that were opened meanwhile
 * @param collectionMillis that the garbage collector took
 */
public record Measurement(
    double messagesPerSecond,
    double p50Millis,
    double p99Millis,
    double roundTrips,
    double cpuMicros,
    double allocatedKiB,
    double sessions,
    double collectionMillis) {

  /**
   * From what the sender's process tells and what the sink has counted before and after.
   *
   * @throws IllegalStateException when the two do not agree on the number of messages
   */
  public static Measurement of(Fields sender, Fields before, Fields after) {
    long messages = sender.number("messages");
    long arrived = difference("messages", before, after);
    if (messages != arrived) {
      throw new IllegalStateException(
          messages + " messages were sent and " + arrived + " have arrived");
    }
    double each = Math.max(1, messages);
    return new Measurement(
        messages / (sender.number("nanos") / 1e9),
        sender.number("p50Nanos") / 1e6,
        sender.number("p99Nanos") / 1e6,
        difference("roundTrips", before, after) / each,
        sender.number("cpuNanos") / 1e3 / each,
        told(sender, "allocated") / 1024.0 / each,
        difference("sessions", before, after),
        told(sender, "collectionMillis"));
  }

  /** The median of each figure. */
  public static Measurement median(List<Measurement> rounds) {
    return new Measurement(
        median(rounds, Measurement::messagesPerSecond),
        median(rounds, Measurement::p50Millis),
        median(rounds, Measurement::p99Millis),
        median(rounds, Measurement::roundTrips),
        median(rounds, Measurement::cpuMicros),
        median(rounds, Measurement::allocatedKiB),
        median(rounds, Measurement::sessions),
        median(rounds, Measurement::collectionMillis));
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    List<Double> sorted =
        rounds.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static double told(Fields sender, String name) {
    return sender.values().containsKey(name) ? sender.number(name) : Double.NaN;
  }

  private static long difference(String name, Fields before, Fields after) {
    return after.number(name) - before.number(name);
  }
}
