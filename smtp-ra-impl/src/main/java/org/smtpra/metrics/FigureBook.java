package org.smtpra.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The counters and timers of one factory, by metric and tags. Thread safe. */
final class FigureBook {

  private static final double NANOS = 1e9;

  private final Map<Key, Figure> figures = new ConcurrentHashMap<>();

  /** The values belong to the metric's tags, in their order. */
  void count(SmtpMetric metric, String... values) {
    add(1, metric, values);
  }

  void add(long events, SmtpMetric metric, String... values) {
    figure(metric, values).events.add(events);
  }

  void time(long nanos, SmtpMetric metric, String... values) {
    Figure figure = figure(metric, values);
    figure.nanos.add(nanos);
    figure.longest.accumulate(nanos);
    figure.events.increment();
  }

  private Figure figure(SmtpMetric metric, String... values) {
    Key key = new Key(metric, List.of(values));
    Figure known = figures.get(key);
    return known == null ? figures.computeIfAbsent(key, unknown -> new Figure()) : known;
  }

  /** How many events of a metric had these values; all of them where none are given. */
  long events(SmtpMetric metric, String... firstValues) {
    return keys(metric)
        .filter(key -> key.startsWith(firstValues))
        .mapToLong(key -> events(key))
        .sum();
  }

  private long events(Key key) {
    Figure figure = figures.get(key);
    return figure == null ? 0 : figure.events.sum();
  }

  private Stream<Key> keys(SmtpMetric metric) {
    return figures.keySet().stream().filter(key -> key.metric == metric);
  }

  /** What was counted and timed; metrics that nothing happened to are absent. */
  List<MetricSample> samples() {
    List<MetricSample> samples = new ArrayList<>();
    figures.forEach((key, figure) -> samples.add(figure.sample(key)));
    return samples;
  }

  private record Key(SmtpMetric metric, List<String> values) {

    Key {
      if (values.size() != metric.tags().size()) {
        throw new IllegalArgumentException(metric + " has the tags " + metric.tags());
      }
    }

    boolean startsWith(String... first) {
      return values.subList(0, first.length).equals(Arrays.asList(first));
    }

    Map<MetricTag, String> tags() {
      Map<MetricTag, String> tags = new EnumMap<>(MetricTag.class);
      for (int i = 0; i < values.size(); i++) {
        tags.put(metric.tags().get(i), values.get(i));
      }
      return tags;
    }
  }

  private static final class Figure {

    private final LongAdder events = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    MetricSample sample(Key key) {
      return key.metric.kind() == MetricKind.TIMER
          ? new MetricSample(
              key.metric, key.tags(), nanos.sum() / NANOS, events.sum(), longest.get() / NANOS)
          : MetricSample.counter(key.metric, key.tags(), events.sum());
    }
  }
}
