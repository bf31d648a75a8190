package org.smtpra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.node.NodeSender;
import org.smtpra.bench.peer.Peer;
import org.smtpra.bench.process.Console;
import org.smtpra.bench.report.Environment;
import org.smtpra.bench.report.Picture;
import org.smtpra.bench.report.ReadmeTable;
import org.smtpra.bench.report.Report;
import org.smtpra.bench.report.Results;
import org.smtpra.bench.report.ResultsFile;
import org.smtpra.bench.report.Targets;

/**
 * The benchmark. Its options are those of {@link BenchOptions}; it keeps what it measures in {@code
 * results.csv} and {@code environment.txt}, makes {@code report.md}, {@code picture.svg} and {@code
 * readme.md} of them and prints where.
 */
public final class Bench {
  private final Console console = new Console();
  private final BenchOptions options;
  private final Path resultsFile;
  private final Path environmentFile;

  private Bench(BenchOptions options) {
    this.options = options;
    this.resultsFile = options.directory().resolve("results.csv");
    this.environmentFile = options.directory().resolve("environment.txt");
  }

  /** Arguments: the options, in one word or several. */
  public static void main(String[] arguments) throws IOException {
    List<String> words =
        Arrays.stream(String.join(" ", arguments).split(" +", -1))
            .filter(word -> !word.isEmpty())
            .toList();
    BenchOptions options;
    try {
      options =
          BenchOptions.parse(words, Path.of(System.getProperty("bench.directory", "target/bench")));
    } catch (IllegalArgumentException e) {
      new Console().print(String.valueOf(e.getMessage()));
      System.exit(3);
      return;
    }
    Bench bench = new Bench(options);
    if (options.measuring()) {
      bench.measure(words);
    }
    bench.render();
  }

  private void measure(List<String> words) throws IOException {
    Files.createDirectories(options.directory());
    Optional<NodeSender> node = node();
    List<Peer> peers = new ArrayList<>(options.peers());
    if (node.isEmpty()) {
      peers.remove(Peer.NODEMAILER);
    }
    Plan plan = new Plan(options, peers);
    RunFacts.of(options, words, node).write(environmentFile);
    Progress progress = new Progress(console, plan);
    Results results = new Results();
    try (Comparison comparison = new Comparison(plan, node, progress)) {
      for (Workload workload : options.workloads()) {
        progress.begin(workload);
        comparison.run(workload, results);
        ResultsFile.write(results, resultsFile);
      }
    }
  }

  private Optional<NodeSender> node() {
    if (!options.peers().contains(Peer.NODEMAILER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(NodeSender.install(options.directory().resolve("node")));
    } catch (IOException e) {
      console.print("nodemailer is left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void render() throws IOException {
    Results results = ResultsFile.read(resultsFile);
    Environment environment = Environment.read(environmentFile);
    Path report = options.directory().resolve("report.md");
    Path picture = options.directory().resolve("picture.svg");
    Path readme = options.directory().resolve("readme.md");
    Files.write(report, Report.lines(results, environment));
    Files.write(picture, Picture.lines(results));
    Files.write(readme, ReadmeTable.lines(results, environment));
    Targets.lines(results).forEach(console::print);
    console.print("The report: " + report.toAbsolutePath());
    console.print("The picture: " + picture.toAbsolutePath());
    console.print("The table for the README: " + readme.toAbsolutePath());
  }
}
