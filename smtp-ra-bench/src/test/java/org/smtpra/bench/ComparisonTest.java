package org.smtpra.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.process.Console;
import org.smtpra.bench.report.Results;
import org.smtpra.bench.report.Tables;

/** The processes of a run measure each other, over TLS too. */
class ComparisonTest {
  @TempDir Path directory;

  @Test
  void sendersInProcessesOfTheirOwnAreMeasuredOverStartTls() throws IOException {
    BenchOptions options =
        BenchOptions.parse(
            List.of(
                "--senders",
                "smtp-ra,hubspot",
                "--rounds",
                "1",
                "--seconds",
                "1",
                "--warm-up",
                "0"),
            directory);
    Plan plan = new Plan(options, options.peers());
    Workload workload = Workloads.encrypted(0, Workloads.SMALL, 2);
    Results results = new Results();
    try (Comparison comparison =
        new Comparison(plan, Optional.empty(), new Progress(new Console(), plan))) {
      comparison.run(workload, results);
    }
    String table = String.join("\n", new Tables(results).lines());
    assertFalse(table.contains("failed"), table);
    // Each has a row in the legend and one with figures.
    assertEquals(2, table.lines().filter(line -> line.startsWith("| `smtp-ra` |")).count(), table);
    assertEquals(2, table.lines().filter(line -> line.startsWith("| `hubspot` |")).count(), table);
  }
}
