package org.smtpra.bench.report;

import java.util.Locale;
import java.util.Optional;

/**
 * What we want to reach in one run, and the figure that tells.
 *
 * @param name for people
 * @param least whether the figure must be at least {@code wanted}, else it must be at most that
 * @param wanted the figure wanted
 * @param figure taken from the results; empty if it was not measured
 */
record Target(String name, boolean least, double wanted, Figure figure) {

  static Target atLeast(String name, double wanted, Figure figure) {
    return new Target(name, true, wanted, figure);
  }

  static Target atMost(String name, double wanted, Figure figure) {
    return new Target(name, false, wanted, figure);
  }

  /** A row of the table of targets. */
  String row(Results results) {
    Optional<Double> measured = figure.apply(results);
    String sign = least ? ">=" : "<=";
    return measured
        .map(
            value ->
                String.format(
                    Locale.ROOT,
                    "| %s | %s %.2f | %.2f | %s |",
                    name,
                    sign,
                    wanted,
                    value,
                    met(value) ? "met" : missedBy(value)))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "| %s | %s %.2f | not measured in this run | |",
                    name,
                    sign,
                    wanted));
  }

  private boolean met(double value) {
    return least ? value >= wanted : value <= wanted;
  }

  private String missedBy(double value) {
    return String.format(
        Locale.ROOT, "**missed** by %.0f %%", 100 * Math.abs(value - wanted) / wanted);
  }
}
