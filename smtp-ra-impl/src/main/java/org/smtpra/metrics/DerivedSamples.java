package org.smtpra.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smtpra.SmtpFailureKind;
import org.smtpra.event.SessionEnd;

/**
 * Metrics that are sums or parts of others, computed from one reading of these: so they add up at
 * every moment, also while messages are sent, and nothing is counted twice.
 */
final class DerivedSamples {

  private final Map<Key, Long> derived = new LinkedHashMap<>();

  private DerivedSamples() {}

  static List<MetricSample> of(List<MetricSample> counted) {
    DerivedSamples result = new DerivedSamples();
    result.add(SmtpMetric.SENDS, Map.of(), 0);
    counted.forEach(result::read);
    List<MetricSample> samples = new ArrayList<>();
    result.derived.forEach(
        (key, count) -> samples.add(MetricSample.counter(key.metric, key.tags, count)));
    return samples;
  }

  private void read(MetricSample sample) {
    switch (sample.metric()) {
      case SEND_SUCCESS, SEND_CANCELLED -> add(SmtpMetric.SENDS, Map.of(), sample.count());
      case SEND_FAILED -> {
        add(SmtpMetric.SENDS, Map.of(), sample.count());
        boolean ambiguous = has(sample, MetricTag.KIND, SmtpFailureKind.UNKNOWN_AFTER_DATA);
        part(
            ambiguous ? SmtpMetric.SEND_AMBIGUOUS : SmtpMetric.SEND_DEFINITELY_NOT_ACCEPTED,
            sample);
      }
      case SESSIONS_ENDED -> {
        if (has(sample, MetricTag.REASON, SessionEnd.PROBE_FAILED)) {
          part(SmtpMetric.SESSIONS_PROBE_FAILED, sample);
        } else if (has(sample, MetricTag.REASON, SessionEnd.FAILBACK)) {
          part(SmtpMetric.SESSIONS_FAILBACK, sample);
        }
      }
      default -> {
        // Stands for itself.
      }
    }
  }

  private static boolean has(MetricSample sample, MetricTag tag, Enum<?> value) {
    return value.name().equals(sample.tags().get(tag));
  }

  private void part(SmtpMetric metric, MetricSample whole) {
    Map<MetricTag, String> tags = new EnumMap<>(MetricTag.class);
    metric.tags().forEach(tag -> tags.put(tag, whole.tags().getOrDefault(tag, "")));
    add(metric, tags, whole.count());
  }

  private void add(SmtpMetric metric, Map<MetricTag, String> tags, long count) {
    derived.merge(new Key(metric, tags), count, Long::sum);
  }

  private record Key(SmtpMetric metric, Map<MetricTag, String> tags) {}
}
