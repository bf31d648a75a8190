package org.smtpra.bench.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
                "| `"
                    + peer.label()
                    + "` | "
                    + Numbers.text(figures.messagesPerSecond(), 0)
                    + " ("
                    + spread(results.rounds(workload, peer))
                    + ") | "
                    + String.join(" | ", cells(figures, ours))
                    + " |"));
    results
        .failures(workload)
        .forEach(
            (peer, reason) ->
                lines.add("| `" + peer.label() + "` | failed: " + reason + " |||||||||"));
    return lines;
  }

  private static List<String> cells(Measurement figures, @Nullable Measurement ours) {
    return List.of(
        ours == null
            ? Numbers.UNKNOWN
            : Numbers.text(figures.messagesPerSecond() / ours.messagesPerSecond(), 2),
        Numbers.text(figures.p50Millis(), 2),
        Numbers.text(figures.p99Millis(), 2),
        Numbers.text(figures.roundTrips(), 2),
        Numbers.text(figures.cpuMicros(), 0),
        Numbers.text(figures.allocatedKiB(), 1),
        Numbers.text(figures.sessions(), 0),
        Numbers.text(figures.collectionMillis(), 0));
  }

  private static String spread(List<Measurement> rounds) {
    DoubleSummaryStatistics rates =
        rounds.stream().mapToDouble(Measurement::messagesPerSecond).summaryStatistics();
    return Numbers.text(rates.getMin(), 0) + "-" + Numbers.text(rates.getMax(), 0);
  }
}
