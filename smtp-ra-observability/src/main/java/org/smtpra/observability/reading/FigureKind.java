package org.smtpra.observability.reading;

/** What a figure is; named as the adapter names it in JMX. */
public enum FigureKind {
  /** Events since the configuration was first used. */
  COUNTER,
  /** Events, and the seconds that they took. */
  TIMER,
  /** A level at the moment of reading. */
  GAUGE
}
