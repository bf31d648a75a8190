package org.smtpra.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.peer.Peer;

/**
 * What the command line asks for.
 *
 * @param workloads to compare
 * @param peers to compare
 * @param rounds of each pair
 * @param warmUpMillis before each measurement
 * @param millis of each measurement
 * @param directory for the report, the picture and the logs
 */
record BenchOptions(
    List<Workload> workloads,
    List<Peer> peers,
    int rounds,
    int warmUpMillis,
    int millis,
    Path directory) {

  private static final String USAGE =
      "options: --workloads quick|standard|full (standard), --senders A,B,... (all), --rounds N (3),"
          + " --seconds N (2), --out DIRECTORY (target/bench)";

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException naming every option that is wrong, and what there is
   */
  static BenchOptions parse(List<String> words, Path directory) {
    BenchOptions options =
        new BenchOptions(Workloads.standard(), List.of(Peer.values()), 3, 1000, 2000, directory);
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      try {
        options = options.with(words.get(i), value);
      } catch (IllegalArgumentException e) {
        problems.add(words.get(i) + " " + value + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems) + ". " + USAGE);
    }
    return options;
  }

  private BenchOptions with(String name, String value) {
    return switch (name) {
      case "--workloads" ->
          new BenchOptions(workloads(value), peers, rounds, warmUpMillis, millis, directory);
      case "--senders" ->
          new BenchOptions(workloads, peers(value), rounds, warmUpMillis, millis, directory);
      case "--rounds" ->
          new BenchOptions(workloads, peers, positive(value), warmUpMillis, millis, directory);
      case "--seconds" ->
          new BenchOptions(
              workloads, peers, rounds, warmUpMillis, 1000 * positive(value), directory);
      case "--out" ->
          new BenchOptions(workloads, peers, rounds, warmUpMillis, millis, directory(value));
      default -> throw new IllegalArgumentException("no such option");
    };
  }

  private static Path directory(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a directory is wanted");
    }
    return Path.of(value);
  }

  private static int positive(String value) {
    int number = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
    if (number < 1) {
      throw new IllegalArgumentException("a whole number from 1 to 9999 is wanted");
    }
    return number;
  }

  private static List<Workload> workloads(String value) {
    return switch (value) {
      case "quick" -> Workloads.quick();
      case "standard" -> Workloads.standard();
      case "full" -> Workloads.full();
      default -> throw new IllegalArgumentException("quick, standard or full is wanted");
    };
  }

  private static List<Peer> peers(String value) {
    List<Peer> peers = new ArrayList<>();
    for (String label : value.split(",", -1)) {
      peers.add(
          Arrays.stream(Peer.values())
              .filter(peer -> peer.label().equals(label))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(label + " is none of " + labels())));
    }
    return peers;
  }

  private static String labels() {
    return Arrays.stream(Peer.values()).map(Peer::label).collect(Collectors.joining(", "));
  }
}
