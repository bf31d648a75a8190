package org.smtpra.it.figures;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.smtpra.testkit.Machine;

/** The page with what was measured. For one thread. */
final class InsidePage {

  /** Of the stand-alone rate at a round trip of five milliseconds. */
  private static final double TARGET = 0.9;

  private static final String ALONE = "stand-alone";

  private final StringBuilder sends = new StringBuilder();
  private final StringBuilder leases = new StringBuilder();
  private final String inside;
  private final Plan plan;
  private String verdict = "";

  InsidePage(String inside, Plan plan) {
    this.inside = inside;
    this.plan = plan;
  }

  /** Adds sends over a network with this round-trip time. */
  InsidePage sends(int rttMillis, List<Measured> within, List<Measured> alone) {
    double ratio = Measured.median(within).perSecond() / Measured.median(alone).perSecond();
    sends.append(sendRow(rttMillis, inside, within, format("%.2f", ratio)));
    sends.append(sendRow(rttMillis, ALONE, alone, ""));
    if (rttMillis == InsideFigures.RTT_MILLIS) {
      verdict =
          format(
              "Target: inside at least %.0f %% of stand-alone at a round trip of %d ms; measured %.1f %%: %s.",
              100 * TARGET, rttMillis, 100 * ratio, ratio >= TARGET ? "met" : "missed");
    }
    return this;
  }

  /** Adds leases by so many threads. */
  InsidePage leases(int threads, List<Measured> within, List<Measured> alone) {
    leases.append(leaseRow(threads, inside, within));
    leases.append(leaseRow(threads, ALONE, alone));
    return this;
  }

  String text() {
    return """
        # smtp-ra inside %s, beside the stand-alone pool

        %s The application server, the program with the stand-alone pool, the mail server and the relay that makes the round trip
        share them. %d s to warm up each side, then %d rounds of %d s in turns, of leases half as long; medians.

        %s

        ## Sends: %d callers on %d sessions, 2 KiB, built for each send

        | round trip, ms | where | messages/s | rounds | of stand-alone | p50, ms | p99, ms |
        |---:|---|---:|---|---:|---:|---:|
        %s
        ## A lease taken and given back, nothing sent: %d sessions

        | threads | where | ns a pair | rounds | octets allocated a pair |
        |---:|---|---:|---|---:|
        %s"""
        .formatted(
            inside,
            Machine.describe(),
            plan.warmUpMillis() / 1000,
            plan.rounds(),
            plan.millis() / 1000,
            verdict,
            InsideFigures.SESSIONS,
            InsideFigures.SESSIONS,
            sends,
            InsideFigures.SESSIONS,
            leases);
  }

  private static String sendRow(int rtt, String where, List<Measured> rounds, String ratio) {
    Measured median = Measured.median(rounds);
    String each =
        rounds.stream()
            .map(one -> format("%.0f", one.perSecond()))
            .collect(Collectors.joining(", "));
    return format(
        "| %d | %s | %.0f | %s | %s | %.2f | %.2f |\n",
        rtt, where, median.perSecond(), each, ratio, median.p50Millis(), median.p99Millis());
  }

  private static String leaseRow(int threads, String where, List<Measured> rounds) {
    Measured median = Measured.median(rounds);
    String each =
        rounds.stream()
            .map(one -> format("%.0f", one.nanosPerCall()))
            .collect(Collectors.joining(", "));
    return format(
        "| %d | %s | %.0f | %s | %.0f |\n",
        threads, where, median.nanosPerCall(), each, median.octetsPerCall());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
