package org.smtpra.it.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.smtpra.it.server.ServerJava;

/** Notes what became of each scenario on the server of this run, for the support matrix. */
public final class SupportRecord implements TestExecutionListener {

  /** The tag of a class that measures by command, and is no scenario. */
  static final String FIGURES = "figures";

  private static final Logger LOG = System.getLogger(SupportRecord.class.getName());

  private final Map<String, String> outcomes = new ConcurrentHashMap<>();
  private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();
  private TestPlan plan;

  @Override
  public void testPlanExecutionStarted(TestPlan begun) {
    plan = begun;
    // A scenario that is tried again begins anew; what was before is in the file.
    outcomes.clear();
  }

  @Override
  public void executionSkipped(TestIdentifier skipped, String reason) {
    noteAll(skipped, reason);
  }

  @Override
  public void executionFinished(TestIdentifier ended, TestExecutionResult result) {
    if (result.getStatus() == Status.SUCCESSFUL) {
      note(ended, Outcomes.PASSED);
    } else {
      noteAll(ended, Outcomes.FAILED);
    }
  }

  /** What fails or is skipped before its scenarios begin counts for them. */
  private void noteAll(TestIdentifier test, String outcome) {
    Stream.concat(Stream.of(test), plan.getDescendants(test).stream())
        .forEach(each -> note(each, outcome));
  }

  /** Of a scenario with several examples, the worst counts. */
  private void note(TestIdentifier test, String outcome) {
    if (test.getTags().contains(TestTag.create(FIGURES))) {
      return;
    }
    test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .filter(source -> source.getClassName().startsWith(getClass().getPackageName()))
        .filter(source -> source.getClassName().endsWith("IT"))
        .map(source -> simpleName(source.getClassName()) + "." + source.getMethodName())
        .ifPresent(
            name ->
                outcomes.merge(
                    name, outcome, (old, now) -> old.equals(Outcomes.PASSED) ? now : old));
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    entry
        .getKeyValuePairs()
        .forEach(
            (key, value) -> {
              String where = Sighting.where(key);
              if (!where.isEmpty()) {
                sightings.put(where, Sighting.parse(value));
                LOG.log(
                    Level.INFO,
                    "an outage in {0}, ms until: down seen, new session, up seen: {1}",
                    where,
                    value);
              }
            });
  }

  @Override
  public void testPlanExecutionFinished(TestPlan ended) {
    if (outcomes.isEmpty()) {
      return;
    }
    Path directory = Path.of(System.getProperty("smtp-ra.support"));
    try {
      new Outcomes(Products.ofThisRun().title(), ServerJava.release(), outcomes, sightings)
          .write(directory);
      String page = System.getProperty("smtp-ra.support-matrix", "");
      SupportMatrix.of(Outcomes.readAll(directory))
          .write(page.isEmpty() ? directory.resolve("support-matrix.md") : Path.of(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
