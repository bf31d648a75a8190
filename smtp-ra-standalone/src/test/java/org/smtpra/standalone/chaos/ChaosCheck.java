package org.smtpra.standalone.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.ChaosField;
import org.smtpra.testkit.chaos.ChaosOptions;
import org.smtpra.testkit.chaos.ChaosReport;
import org.smtpra.testkit.chaos.ChaosRun;
import org.smtpra.testkit.chaos.ChaosSubject;
import org.smtpra.testkit.chaos.law.Law;
import org.smtpra.testkit.chaos.law.RunRecord;
import org.smtpra.testkit.chaos.law.Violation;

/**
 * A run on the stand-alone pool, judged and reported.
 *
 * @param violations the laws that were broken
 * @param report all of it for a person
 */
record ChaosCheck(List<Violation> violations, String report) {

  private static final Logger LOG = System.getLogger(ChaosCheck.class.getName());

  /** Plays all runs that are asked for; returns the broken ones. */
  static List<ChaosCheck> all(ChaosOptions options, TestCertificates certificates) {
    List<ChaosCheck> broken = new ArrayList<>();
    for (int i = 0; i < options.runs(); i++) {
      ChaosCheck check = scripted(options.run(i), certificates);
      if (!check.violations().isEmpty()) {
        broken.add(check);
      }
      LOG.log(Level.INFO, (i + 1) + " of " + options.runs() + " runs, broken " + broken.size());
    }
    return broken;
  }

  /** Plays one run against scripted servers. */
  static ChaosCheck scripted(ChaosOptions options, TestCertificates certificates) {
    try (ChaosField field = ChaosField.scripted(options, certificates)) {
      return of(options, field);
    }
  }

  /** Plays one run in a field. */
  static ChaosCheck of(ChaosOptions options, ChaosField field) {
    return of(options, field, PoolSubjects::open);
  }

  /** Plays one run in a field, with a pool of one's own. */
  static ChaosCheck of(ChaosOptions options, ChaosField field, ChaosSubject.Opener opener) {
    RunRecord record = new ChaosRun(options, field).play(opener);
    List<Violation> violations = Law.allViolations(record);
    String report = ChaosReport.of(options, record, violations);
    LOG.log(violations.isEmpty() ? Level.INFO : Level.ERROR, report);
    options.report().ifPresent(file -> append(file, report));
    return new ChaosCheck(violations, report);
  }

  private static void append(Path file, String report) {
    try {
      Files.writeString(file, report, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
