package org.smtpra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.process.Console;
import org.smtpra.bench.report.Picture;
import org.smtpra.bench.report.Results;
import org.smtpra.bench.report.Tables;
import org.smtpra.bench.report.Targets;

/**
 * The benchmark. Its options are those of {@link BenchOptions}; it writes {@code report.md} and
 * {@code picture.svg} and prints where.
 */
public final class Bench {
  private static final Workload DRAWN = Workloads.plain(20, Workloads.SMALL, 8);

  private Bench() {}

  /** Arguments: the options, in one word or several. */
  public static void main(String[] arguments) throws IOException {
    Console console = new Console();
    List<String> words =
        Arrays.stream(String.join(" ", arguments).split(" +", -1))
            .filter(word -> !word.isEmpty())
            .toList();
    BenchOptions options;
    try {
      options =
          BenchOptions.parse(words, Path.of(System.getProperty("bench.directory", "target/bench")));
    } catch (IllegalArgumentException e) {
      console.print(String.valueOf(e.getMessage()));
      System.exit(3);
      return;
    }
    Files.createDirectories(options.directory());
    Results results = measure(options, console);
    write(options, results, console);
  }

  private static Results measure(BenchOptions options, Console console) throws IOException {
    Results results = new Results();
    int measurements = options.workloads().size() * options.peers().size() * options.rounds();
    Progress progress = new Progress(console, measurements);
    try (Comparison comparison = new Comparison(options, progress)) {
      for (Workload workload : options.workloads()) {
        progress.begin(workload);
        comparison.run(workload, results);
      }
    }
    return results;
  }

  private static void write(BenchOptions options, Results results, Console console)
      throws IOException {
    List<String> report = new ArrayList<>();
    report.add("# Senders beside each other, " + LocalDate.now(ZoneOffset.UTC));
    report.add("");
    report.add(machine());
    report.add("");
    report.add(
        options.rounds()
            + " rounds of "
            + options.millis()
            + " ms after "
            + options.settleMillis()
            + " ms to warm up; medians, and the least and the most rate.");
    report.add("");
    report.add("## Targets");
    report.add("");
    report.addAll(Targets.lines(results));
    report.add("");
    report.add("## Figures");
    report.add("");
    report.addAll(new Tables(results).lines());
    Path file = options.directory().resolve("report.md");
    Path picture = options.directory().resolve("picture.svg");
    Files.write(file, report);
    Files.write(picture, Picture.lines(results, DRAWN));
    Targets.lines(results).forEach(console::print);
    console.print("The report: " + file.toAbsolutePath());
    console.print("The picture: " + picture.toAbsolutePath());
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors()
        + " processors, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", Java "
        + System.getProperty("java.version")
        + "; sink, relay and senders share them.";
  }
}
