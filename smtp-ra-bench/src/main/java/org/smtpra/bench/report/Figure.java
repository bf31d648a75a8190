package org.smtpra.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;

/** A figure taken from results: a median, or the ratio of two; empty if it was not measured. */
interface Figure extends Function<Results, Optional<Double>> {

  /** The median of a sender. */
  static Figure of(Workload workload, Peer peer, ToDoubleFunction<Measurement> value) {
    return results -> results.median(workload, peer).map(value::applyAsDouble);
  }

  /** Messages a second. */
  static Figure rate(Workload workload, Peer peer) {
    return of(workload, peer, Measurement::messagesPerSecond);
  }

  /** The highest rate of those of the senders that were measured. */
  static Figure bestRate(Workload workload, Peer... peers) {
    return results ->
        Arrays.stream(peers)
            .map(peer -> rate(workload, peer).apply(results))
            .flatMap(Optional::stream)
            .max(Double::compare);
  }

  /** The lowest of some figures; empty if one of them was not measured. */
  static Figure least(Collection<Figure> figures) {
    return results -> {
      double least = Double.POSITIVE_INFINITY;
      for (Figure figure : figures) {
        Optional<Double> value = figure.apply(results);
        if (value.isEmpty()) {
          return value;
        }
        least = Math.min(least, value.get());
      }
      return Optional.of(least);
    };
  }

  /** This one divided by another. */
  default Figure dividedBy(Figure other) {
    return results ->
        apply(results).flatMap(mine -> other.apply(results).map(theirs -> mine / theirs));
  }

  /** This one divided by a number. */
  default Figure dividedBy(double number) {
    return results -> apply(results).map(mine -> mine / number);
  }
}
