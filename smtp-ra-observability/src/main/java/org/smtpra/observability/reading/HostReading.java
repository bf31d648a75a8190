package org.smtpra.observability.reading;

import javax.management.openmbean.CompositeData;

/**
 * One host of a factory at one moment. Immutable.
 *
 * @param endpointKey {@code host:port}
 * @param state {@code AVAILABLE}, {@code COOLING_DOWN}, {@code PROBING} or {@code DRAINED}
 * @param secondsToNextAttempt how long it is still left alone; 0 unless it is cooling down
 */
public record HostReading(String endpointKey, String state, double secondsToNextAttempt) {

  /** Reads a row of the attribute {@code Hosts}. */
  static HostReading of(CompositeData row) {
    return new HostReading(
        (String) row.get("endpointKey"),
        (String) row.get("state"),
        (Double) row.get("secondsToNextAttempt"));
  }

  /**
   * Whether the next message may go there.
   *
   * @return true if it serves, or may be tried
   */
  public boolean mayServe() {
    return state.equals("AVAILABLE") || (state.equals("COOLING_DOWN") && secondsToNextAttempt <= 0);
  }
}
