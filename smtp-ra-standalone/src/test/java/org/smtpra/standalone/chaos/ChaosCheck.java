package org.smtpra.standalone.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * A run on the stand-alone pool, judged and reported.
 *
 * @param record what happened
 * @param violations the laws that were broken
 * @param report all of it for a person
 */
record ChaosCheck(RunRecord record, List<Violation> violations, String report) {

  private static final Logger LOG = System.getLogger(ChaosCheck.class.getName());

  /** Longer runs are played as several, so that memory does not grow with them. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Plays runs with the seeds that follow for as long as was asked; ends at a broken law. */
  static ChaosCheck soak(ChaosOptions options, TestCertificates certificates) {
    Duration left = options.duration();
    ChaosOptions next = options;
    while (true) {
      Duration length = left.compareTo(LONGEST) > 0 ? LONGEST : left;
      ChaosCheck check = scripted(next.withDuration(length), certificates);
      left = left.minus(length);
      next = next.withSeed(next.seed() + 1);
      if (!check.violations().isEmpty() || left.isZero()) {
        return check;
      }
    }
  }

  /** Plays one run against scripted servers. */
  static ChaosCheck scripted(ChaosOptions options, TestCertificates certificates) {
    try (ChaosField field = ChaosField.scripted(options, certificates)) {
      return of(options, field);
    }
  }

  /** Plays one run in a field. */
  static ChaosCheck of(ChaosOptions options, ChaosField field) {
    RunRecord record = new ChaosRun(options, field).play(PoolSubjects::open);
    List<Violation> violations = Law.allViolations(record);
    String report = ChaosReport.of(options, record, violations);
    LOG.log(violations.isEmpty() ? Level.INFO : Level.ERROR, report);
    options.report().ifPresent(file -> append(file, report));
    return new ChaosCheck(record, violations, report);
  }

  private static void append(Path file, String report) {
    try {
      Files.writeString(file, report, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
