package org.smtpra.jmx;

import org.smtpra.metrics.MetricSample;

/** A metric with one set of tags at one moment. Immutable. */
public final class MetricView {

  private final String name;
  private final String tags;
  private final String kind;
  private final String unit;
  private final double value;
  private final long count;
  private final double longest;

  /**
   * Reads it.
   *
   * @param sample the reading
   */
  public MetricView(MetricSample sample) {
    this.name = sample.metric().metricName();
    this.tags = sample.tagText();
    this.kind = sample.metric().kind().name();
    this.unit = sample.metric().unit();
    this.value = sample.value();
    this.count = sample.count();
    this.longest = sample.longest();
  }

  /** Such as {@code smtpra.sends}. */
  public String getName() {
    return name;
  }

  /** Such as {@code host=smtp.example.com:587}; empty where there are none. */
  public String getTags() {
    return tags;
  }

  /** COUNTER, TIMER or GAUGE. */
  public String getKind() {
    return kind;
  }

  /** What the value counts. */
  public String getUnit() {
    return unit;
  }

  /** Events of a counter, level of a gauge, seconds in all of a timer. */
  public double getValue() {
    return value;
  }

  /** Events of a counter or timer; 0 for a gauge. */
  public long getCount() {
    return count;
  }

  /** The longest time in seconds of a timer; 0 for others. */
  public double getLongest() {
    return longest;
  }
}
