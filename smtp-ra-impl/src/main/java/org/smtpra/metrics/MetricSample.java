package org.smtpra.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One metric with one set of tags at the moment of reading. Immutable.
 *
 * @param metric which one
 * @param tags a value for each tag of the metric
 * @param value events of a counter, the level of a gauge, seconds in all of a timer
 * @param count events of a counter or timer; 0 for a gauge
 * @param longest the longest time in seconds that a timer has seen; 0 for others
 */
public record MetricSample(
    SmtpMetric metric, Map<MetricTag, String> tags, double value, long count, double longest) {

  /** Copies the tags, in the order of their constants. */
  public MetricSample {
    Map<MetricTag, String> sorted = new EnumMap<>(MetricTag.class);
    sorted.putAll(tags);
    tags = Collections.unmodifiableMap(sorted);
  }

  static MetricSample counter(SmtpMetric metric, Map<MetricTag, String> tags, long count) {
    return new MetricSample(metric, tags, count, count, 0);
  }

  /**
   * A gauge of one host.
   *
   * @param metric which one
   * @param endpointKey the host
   * @param level its level
   * @return the sample
   */
  public static MetricSample gauge(SmtpMetric metric, String endpointKey, long level) {
    return new MetricSample(metric, Map.of(MetricTag.HOST, endpointKey), level, 0, 0);
  }

  /**
   * The tags as one text.
   *
   * @return such as {@code host=smtp.example.com:587,reason=IDLE}; empty where there are none
   */
  public String tagText() {
    return tags.entrySet().stream()
        .map(tag -> tag.getKey().tagName() + "=" + tag.getValue())
        .collect(Collectors.joining(","));
  }
}
