package org.smtpra.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.peer.Peer;

/** What the command line asks for. Not changed after {@link #parse}. */
final class BenchOptions {
  private static final String USAGE =
      "options: --workloads quick|standard|full (standard), --senders A,B,... (all), --rounds N (3),"
          + " --seconds N (2), --warm-up SECONDS (45), --out DIRECTORY (target/bench),"
          + " --render DIRECTORY (measure nothing, take the results that are there)";

  private static final int MANY_CALLERS = 1000;

  private List<Workload> workloads = Workloads.standard();
  private List<Peer> peers = List.of(Peer.values());
  private int rounds = 3;
  private int seconds = 2;
  private int warmUpSeconds = 45;
  private boolean measuring = true;
  private Path directory;

  private BenchOptions(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException naming every option that is wrong, and what there is
   */
  static BenchOptions parse(List<String> words, Path directory) {
    BenchOptions options = new BenchOptions(directory);
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      try {
        options.set(words.get(i), value);
      } catch (IllegalArgumentException e) {
        problems.add(words.get(i) + " " + value + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems) + ". " + USAGE);
    }
    return options;
  }

  /** To compare. */
  List<Workload> workloads() {
    return workloads;
  }

  /** To compare, each where {@link Peer#measures} says so. */
  List<Peer> peers() {
    return peers;
  }

  /** Of each pair. */
  int rounds() {
    return rounds;
  }

  /** Of each new process, before its first measurement. */
  int warmUpSeconds() {
    return warmUpSeconds;
  }

  /** Before each measurement, for the connections and the pool. */
  int settleMillis() {
    return 500;
  }

  /** The same for the first messages of a size, plain or over TLS, of a process. */
  int freshMillis() {
    return Math.max(settleMillis(), 200 * warmUpSeconds);
  }

  /** Of each measurement; thousands of callers take a while to wake up, so they have more. */
  int millis(Workload workload) {
    return 1000 * seconds * (workload.callers() > MANY_CALLERS ? 3 : 1);
  }

  /** Of each measurement of a usual workload. */
  int seconds() {
    return seconds;
  }

  /** Where the report, the picture, the results and the logs are. */
  Path directory() {
    return directory;
  }

  /** Whether anything is measured; else the results in the directory are rendered again. */
  boolean measuring() {
    return measuring;
  }

  private void set(String name, String value) {
    switch (name) {
      case "--workloads" -> workloads = workloads(value);
      case "--senders" -> peers = peers(value);
      case "--rounds" -> rounds = number(value, 1);
      case "--seconds" -> seconds = number(value, 1);
      case "--warm-up" -> warmUpSeconds = number(value, 0);
      case "--out" -> directory = directory(value);
      case "--render" -> {
        directory = directory(value);
        measuring = false;
      }
      default -> throw new IllegalArgumentException("no such option");
    }
  }

  private static Path directory(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a directory is wanted");
    }
    return Path.of(value);
  }

  private static int number(String value, int least) {
    int number = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : -1;
    if (number < least) {
      throw new IllegalArgumentException("a whole number from " + least + " to 9999 is wanted");
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
      peers.add(Peer.of(label));
    }
    return List.copyOf(peers);
  }
}
