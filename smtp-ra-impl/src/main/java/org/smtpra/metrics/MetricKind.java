package org.smtpra.metrics;

/** How a metric behaves. */
public enum MetricKind {
  /** Counts events; never goes down. */
  COUNTER,
  /** Counts events that took time, with their sum and the longest. */
  TIMER,
  /** A state at the moment of reading. */
  GAUGE
}
