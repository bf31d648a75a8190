package org.smtpra.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;
import org.smtpra.bench.process.Fields;

/**
 * Results as a file of comma-separated values, a row for each round of a sender and one for each
 * failure, so that a report can be made again without measuring again.
 */
public final class ResultsFile {
  private static final List<String> WORKLOAD =
      List.of("rtt", "octets", "callers", "sessions", "recipients", "tls");
  private static final List<String> FIGURES =
      List.of(
          "messagesPerSecond",
          "p50Millis",
          "p99Millis",
          "roundTrips",
          "cpuMicros",
          "allocatedKiB",
          "sessionsOpened",
          "collectionMillis");
  private static final String SENDER = "sender";
  private static final String FAILURE = "failure";

  private ResultsFile() {}

  /** Writes all results. */
  public static void write(Results results, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", columns()));
    for (Workload workload : results.workloads()) {
      for (Peer peer : results.peers(workload)) {
        for (Measurement round : results.rounds(workload, peer)) {
          lines.add(row(workload, peer, figures(round), ""));
        }
      }
      results
          .failures(workload)
          .forEach(
              (peer, reason) ->
                  lines.add(row(workload, peer, ",".repeat(FIGURES.size() - 1), reason)));
    }
    Files.write(file, lines);
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IOException when the file cannot be read, or is of another version of the benchmark
   */
  public static Results read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(String.join(",", columns()))) {
      throw new IOException(file + " does not begin with the line: " + String.join(",", columns()));
    }
    Results results = new Results();
    for (String line : lines.subList(1, lines.size())) {
      Fields row = fields(line);
      Workload workload = Workload.of(row);
      Peer peer = Peer.of(row.text(SENDER));
      if (row.text(FAILURE).isEmpty()) {
        results.add(workload, peer, measurement(row));
      } else {
        results.fail(workload, peer, row.text(FAILURE));
      }
    }
    return results;
  }

  private static List<String> columns() {
    return Stream.of(WORKLOAD, List.of(SENDER), FIGURES, List.of(FAILURE))
        .flatMap(List::stream)
        .toList();
  }

  private static String row(Workload workload, Peer peer, String figures, String failure) {
    return String.join(",", workload.fields().values())
        + ","
        + peer.label()
        + ","
        + figures
        + ","
        + failure;
  }

  private static String figures(Measurement round) {
    return Stream.of(
            round.messagesPerSecond(),
            round.p50Millis(),
            round.p99Millis(),
            round.roundTrips(),
            round.cpuMicros(),
            round.allocatedKiB(),
            round.sessions(),
            round.collectionMillis())
        .map(figure -> figure.isNaN() ? "" : figure.toString())
        .collect(Collectors.joining(","));
  }

  private static Fields fields(String line) {
    // What is behind the last comma that parts columns may have commas of its own.
    String[] values = line.split(",", columns().size());
    Map<String, String> fields = new LinkedHashMap<>();
    int column = 0;
    for (String name : columns()) {
      fields.put(name, values[column++]);
    }
    return new Fields(fields);
  }

  private static Measurement measurement(Fields row) {
    double[] figures =
        FIGURES.stream()
            .map(row::text)
            .mapToDouble(text -> text.isEmpty() ? Double.NaN : Double.parseDouble(text))
            .toArray();
    return new Measurement(
        figures[0],
        figures[1],
        figures[2],
        figures[3],
        figures[4],
        figures[5],
        figures[6],
        figures[7]);
  }
}
