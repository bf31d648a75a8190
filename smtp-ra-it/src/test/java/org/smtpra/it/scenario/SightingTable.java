package org.smtpra.it.scenario;

import java.util.List;

/** The part of the support matrix that says how soon an outage was seen on each server. */
final class SightingTable {

  private SightingTable() {}

  /** Empty where no run has measured any. */
  static String of(List<Outcomes> columns) {
    StringBuilder rows = new StringBuilder();
    columns.forEach(
        each ->
            each.sightings().forEach((where, sighting) -> rows.append(row(each, where, sighting))));
    return rows.isEmpty() ? "" : HEAD + rows;
  }

  private static final String HEAD =
      """

      ## How soon an outage is seen

      In milliseconds, from the same runs: `AvailabilityIT` asks JMX, `MetricsEndpointIT` the server's metrics endpoint, again
      and again. *Down*: from the moment when the mail server closes its sessions and refuses new ones, while the application
      sends, until the host's figure is 0. *Up*: from the moment when it takes connections again, while nobody sends, until the
      figure is 1. `reconnectCooldown` is 500 ms there, so *up* has the rest of that pause in it, until the adapter's own
      attempt; *session* is when that attempt had come to the mail server. No test fails because of a time, and the machine
      was as busy as it was.

      | server | JDK | where | down | session | up |
      |---|---|---|---|---|---|
      """;

  private static String row(Outcomes run, String where, Sighting sighting) {
    return "| "
        + String.join(
            " | ",
            run.product(),
            String.valueOf(run.java()),
            where,
            String.valueOf(sighting.down().toMillis()),
            String.valueOf(sighting.session().toMillis()),
            String.valueOf(sighting.up().toMillis()))
        + " |\n";
  }
}
