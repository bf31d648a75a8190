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
import java.util.OptionalInt;
import org.smtpra.testkit.KnownSecrets;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.ChaosField;
import org.smtpra.testkit.chaos.ChaosOptions;
import org.smtpra.testkit.chaos.ChaosReport;
import org.smtpra.testkit.chaos.ChaosRun;
import org.smtpra.testkit.chaos.ChaosSubject;
import org.smtpra.testkit.chaos.law.Law;
import org.smtpra.testkit.chaos.law.RunRecord;
import org.smtpra.testkit.chaos.law.Violation;
import org.smtpra.testkit.chaos.order.ChaosUser;
import org.smtpra.testkit.sweep.Outlet;
import org.smtpra.testkit.sweep.SecretSweep;

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
    for (ChaosUser user : ChaosUser.values()) {
      KnownSecrets.add(user.saidPassword());
    }
    SecretSweep sweep = SecretSweep.begin();
    RunRecord record = new ChaosRun(options, field).play(opener);
    record.outcomes().forEach(outcome -> sweep.look("what a caller was told", outcome));
    List<Violation> violations = new ArrayList<>(Law.allViolations(record));
    violations.addAll(secretsShown(sweep));
    String report = ChaosReport.of(options, record, violations);
    LOG.log(violations.isEmpty() ? Level.INFO : Level.ERROR, report);
    options.report().ifPresent(file -> append(file, report));
    return new ChaosCheck(violations, report);
  }

  private static List<Violation> secretsShown(SecretSweep sweep) {
    List<Violation> violations = new ArrayList<>();
    sweep.end().forEach(finding -> violations.add(secrets(finding.toString())));
    for (Outlet outlet : List.of(Outlet.ATTRIBUTE, Outlet.NOTIFICATION, Outlet.EVENT)) {
      LOG.log(Level.INFO, "swept for secrets: " + outlet + " " + sweep.seen(outlet));
      if (sweep.seen(outlet) == 0) {
        violations.add(secrets("nobody has seen any " + outlet));
      }
    }
    return violations;
  }

  private static Violation secrets(String text) {
    return new Violation("NoSecretIsShown", OptionalInt.empty(), text);
  }

  private static void append(Path file, String report) {
    try {
      Files.writeString(file, report, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
