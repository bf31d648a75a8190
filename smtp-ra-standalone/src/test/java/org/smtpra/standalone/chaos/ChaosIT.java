package org.smtpra.standalone.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.ChaosField;
import org.smtpra.testkit.chaos.ChaosOptions;

/** Short runs for every build, one for each way of speaking, and a run of any length by command. */
class ChaosIT {

  /** For instance {@code --seed 7 --runs 100 --duration 10s}; see CONTRIBUTING.md. */
  private static final String OPTIONS = "smtpra.chaos";

  private static final Duration SHORT = Duration.ofSeconds(7);
  private static final long LONGEST_PROGRAM_MINUTES = 3;

  private static TestCertificates certificates;

  @BeforeAll
  static void makeCertificates() throws IOException {
    certificates = TestCertificates.forNames(ChaosField.certificateNames());
  }

  @AfterAll
  static void deleteCertificates() throws IOException {
    certificates.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {10, 11, 12, 13, 14})
  void everyMessageIsAccountedForOnce(long seed) {
    ChaosCheck check = ChaosCheck.scripted(ChaosOptions.of(seed, SHORT), certificates);
    assertEquals(List.of(), check.violations(), check::report);
  }

  @Test
  @EnabledIfSystemProperty(
      named = OPTIONS,
      matches = ".+",
      disabledReason =
          "a soak by command: see CONTRIBUTING.md, a chaos soak, -Dsmtpra.chaos='--seed 1 --runs 100'")
  void everyMessageIsAccountedForOnceInAsManyRunsAsAsked() {
    ChaosOptions options = ChaosOptions.parse(System.getProperty(OPTIONS).strip().split(" +"));
    List<ChaosCheck> broken = ChaosCheck.all(options, certificates);
    assertEquals(List.of(), broken, () -> broken.get(0).report());
  }

  /**
   * In a process of its own, because a Java runtime learns from where to read names at its start.
   */
  @Test
  void everyMessageIsAccountedForOnceWhenNamesLeadAstray(@TempDir Path directory) throws Exception {
    Path report = directory.resolve("report");
    Path output = directory.resolve("output");
    Process program = program(directory.resolve("hosts"), output, report);
    try {
      assertTrue(program.waitFor(LONGEST_PROGRAM_MINUTES, TimeUnit.MINUTES), "it hangs");
    } finally {
      program.destroyForcibly();
    }
    assertEquals(0, program.exitValue(), () -> text(output));
    String said = Files.readString(report);
    assertTrue(said.contains("its name leads elsewhere"), said);
  }

  private static Process program(Path hosts, Path output, Path report) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Djdk.net.hosts.file=" + hosts);
    line.add("-Dsun.net.inetaddr.ttl=0");
    line.add("-Dsun.net.inetaddr.negative.ttl=0");
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add(ChaosProgram.class.getName());
    line.addAll(List.of("--seed", "20", "--duration", "12s", "--report", report.toString()));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
