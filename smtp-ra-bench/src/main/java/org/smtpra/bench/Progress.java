package org.smtpra.bench;

import java.util.Locale;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;
import org.smtpra.bench.process.Console;
import org.smtpra.bench.report.Measurement;

/** Says what is going on, a line for each measurement, with how many are left. */
final class Progress {
  private final Console console;
  private final int all;
  private int done;

  /** Says what is planned. */
  Progress(Console console, Plan plan) {
    this.console = console;
    this.all = plan.measurements();
    console.print(
        all
            + " measurements of "
            + plan.peers().size()
            + " senders: about "
            + Math.max(1, Math.round(plan.estimate().toSeconds() / 60.0))
            + " minutes");
  }

  void begin(Workload workload) {
    console.print(workload.title());
  }

  void measured(Peer peer, Measurement measured) {
    console.print(
        String.format(
            Locale.ROOT,
            "  [%d/%d] %-18s %8.0f messages/s, p99 %.1f ms, %.2f round trips, %.0f us CPU, %s",
            ++done,
            all,
            peer.label(),
            measured.messagesPerSecond(),
            measured.p99Millis(),
            measured.roundTrips(),
            measured.cpuMicros(),
            Double.isNaN(measured.allocatedKiB())
                ? "allocation unknown"
                : String.format(Locale.ROOT, "%.1f KiB", measured.allocatedKiB())));
  }

  /** A measurement is tried once more. */
  void repeated(Peer peer, String reason) {
    console.print("  " + peer.label() + " is tried once more: " + reason);
  }

  void failed(Peer peer, String reason) {
    console.print(
        String.format(
            Locale.ROOT, "  [%d/%d] %-18s failed: %s", ++done, all, peer.label(), reason));
  }
}
