package org.smtpra.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;

/** The small table for the README: each sender at the three round-trip times. */
public final class ReadmeTable {
  private ReadmeTable() {}

  /** The table, with a line that tells how it was made. */
  public static List<String> lines(Results results, Environment environment) {
    List<String> lines = new ArrayList<>();
    lines.add("| sender | round trips | msg/s, RTT 0 | RTT 5 ms | RTT 20 ms | CPU us | KiB |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|");
    for (Peer peer : Compared.peers(results)) {
      lines.add(row(results, peer));
    }
    lines.add("");
    lines.add(
        "2 KiB of text, one recipient, 8 callers on 8 sessions, medians; CPU and KiB allocated are those of a"
            + " message at RTT 0. "
            + environment.fact("date")
            + ", "
            + environment.fact("machine")
            + ". Made by `"
            + environment.fact("command")
            + "`.");
    return lines;
  }

  private static String row(Results results, Peer peer) {
    String name = peer.isOurs() ? "**" + peer.label() + "**" : peer.label();
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(cell(results, Compared.FAR, peer, Measurement::roundTrips, 2));
    for (Workload workload : Compared.ALL) {
      cells.add(cell(results, workload, peer, Measurement::messagesPerSecond, 0));
    }
    cells.add(cell(results, Compared.HERE, peer, Measurement::cpuMicros, 0));
    cells.add(cell(results, Compared.HERE, peer, Measurement::allocatedKiB, 0));
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String cell(
      Results results,
      Workload workload,
      Peer peer,
      ToDoubleFunction<Measurement> figure,
      int decimals) {
    Optional<Measurement> median = results.median(workload, peer);
    return median
        .map(figures -> Numbers.text(figure.applyAsDouble(figures), decimals))
        .orElse(Numbers.UNKNOWN);
  }
}
