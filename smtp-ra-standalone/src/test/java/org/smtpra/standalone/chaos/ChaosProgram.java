package org.smtpra.standalone.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.ChaosField;
import org.smtpra.testkit.chaos.ChaosOptions;
import org.smtpra.testkit.chaos.ChaosReport;
import org.smtpra.testkit.chaos.ChaosRun;
import org.smtpra.testkit.chaos.law.Law;
import org.smtpra.testkit.chaos.law.RunRecord;
import org.smtpra.testkit.chaos.law.Violation;

/**
 * The chaos checker as a program. A run that is asked to last longer than a minute is played as a
 * series of runs of half a minute with the seeds that follow, so that memory does not grow with it.
 * Ends with 1 if a law was broken, and the report says by whom.
 */
public final class ChaosProgram {

  private static final Logger LOG = System.getLogger(ChaosProgram.class.getName());
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);

  private ChaosProgram() {}

  /** The options are those of {@link ChaosOptions#USAGE}. */
  public static void main(String... arguments) throws IOException {
    try (TestCertificates certificates =
        TestCertificates.forNames("dns:localhost", "ip:127.0.0.1")) {
      List<Violation> violations = soak(ChaosOptions.parse(arguments), certificates);
      if (!violations.isEmpty()) {
        System.exit(1);
      }
    }
  }

  /** Plays runs one after the other for as long as was asked; stops at the first broken law. */
  static List<Violation> soak(ChaosOptions options, TestCertificates certificates) {
    Duration left = options.duration();
    ChaosOptions next = options;
    List<Violation> violations = List.of();
    while (violations.isEmpty() && !left.isZero()) {
      Duration length = left.compareTo(LONGEST_RUN) > 0 ? LONGEST_RUN : left;
      violations = run(next.withDuration(length), certificates);
      left = left.minus(length);
      next = next.withSeed(next.seed() + 1);
    }
    return violations;
  }

  /** Plays one run and reports it. */
  static List<Violation> run(ChaosOptions options, TestCertificates certificates) {
    try (ChaosField field = ChaosField.scripted(options, certificates)) {
      RunRecord record = new ChaosRun(options, field).play(PoolSubjects::open);
      List<Violation> violations = Law.allViolations(record);
      String report = ChaosReport.of(options, record, violations);
      LOG.log(violations.isEmpty() ? Level.INFO : Level.ERROR, report);
      options.report().ifPresent(file -> append(file, report));
      return violations;
    }
  }

  private static void append(java.nio.file.Path file, String report) {
    try {
      Files.writeString(
          file,
          report,
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
