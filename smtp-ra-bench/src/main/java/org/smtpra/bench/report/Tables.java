package org.smtpra.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;

/** The results as Markdown, a table for each workload. */
public final class Tables {
  private final Results results;

  /** Of these results. */
  public Tables(Results results) {
    this.results = results;
  }

  /** All tables, with the legend of the senders. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(legend());
    for (Workload workload : results.workloads()) {
      lines.add("");
      lines.add("### " + workload.title());
      lines.add("");
      lines.addAll(table(workload));
    }
    return lines;
  }

  private static List<String> legend() {
    List<String> lines = new ArrayList<>();
    lines.add("| sender | what it is |");
    lines.add("|---|---|");
    for (Peer peer : Peer.values()) {
      lines.add("| `" + peer.label() + "` | " + peer.description() + " |");
    }
    return lines;
  }

  private List<String> table(Workload workload) {
    List<String> lines = new ArrayList<>();
    Map<Peer, Measurement> medians = results.medians(workload);
    Measurement ours = medians.get(Peer.SMTP_RA);
    lines.add(
        "| sender | messages/s (spread) | of smtp-ra | p50 ms | p99 ms | round trips | CPU us | allocated KiB"
            + " | sessions opened | GC ms |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    medians.forEach(
        (peer, figures) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| `%s` | %.0f (%s) | %s | %.2f | %.2f | %.2f | %.0f | %.1f | %.0f | %.0f |",
                    peer.label(),
                    figures.messagesPerSecond(),
                    spread(results.rates(workload, peer)),
                    ours == null ? "" : ratio(figures, ours),
                    figures.p50Millis(),
                    figures.p99Millis(),
                    figures.roundTrips(),
                    figures.cpuMicros(),
                    figures.allocatedKiB(),
                    figures.sessions(),
                    figures.collectionMillis())));
    results
        .failures(workload)
        .forEach(
            (peer, reason) ->
                lines.add("| `" + peer.label() + "` | failed: " + reason + " |||||||||"));
    return lines;
  }

  private static String ratio(Measurement figures, Measurement ours) {
    return String.format(
        Locale.ROOT, "%.2f", figures.messagesPerSecond() / ours.messagesPerSecond());
  }

  private static String spread(List<Double> rates) {
    double least = rates.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = rates.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return String.format(Locale.ROOT, "%.0f-%.0f", least, most);
  }
}
