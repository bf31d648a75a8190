package org.smtpra.testkit.chaos;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.smtpra.testkit.chaos.host.ChaosHost;
import org.smtpra.testkit.chaos.host.HostTruth;
import org.smtpra.testkit.chaos.host.Nemesis;
import org.smtpra.testkit.chaos.host.PlayedStep;
import org.smtpra.testkit.chaos.law.PoolFacts;
import org.smtpra.testkit.chaos.law.RunRecord;
import org.smtpra.testkit.chaos.order.MailOrders;

/**
 * One run: callers send while a nemesis plays, the servers become whole and mail must go out again,
 * the pool is closed under the callers' hands, and everything is written down.
 *
 * <pre>{@code
 * try (ChaosField field = ChaosField.scripted(options, certificates)) {
 *   RunRecord record = new ChaosRun(options, field).play(properties -> ...);
 *   assertEquals(List.of(), Law.allViolations(record));
 * }
 * }</pre>
 */
public final class ChaosRun {

  private static final Logger LOG = System.getLogger(ChaosRun.class.getName());
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  /** Longer than any host is left alone, so that it shows who serves then. */
  private static final Duration SETTLING = Duration.ofSeconds(7);

  private final ChaosOptions options;
  private final ChaosField field;

  /**
   * Prepares a run.
   *
   * @param options what it is to be
   * @param field the servers; a field serves one run
   */
  public ChaosRun(ChaosOptions options, ChaosField field) {
    this.options = options;
    this.field = field;
  }

  /** Plays it. */
  public RunRecord play(ChaosSubject.Opener opener) {
    Map<String, String> properties = new HashMap<>(ChaosSettings.properties(options));
    properties.putAll(field.properties());
    Duration longestCall = ChaosSettings.longestCall(options, properties);
    ChaosSubject subject = opener.open(properties);
    Callers callers =
        new Callers(new MailOrders(field.name(), options.seed(), options.batches()), subject);
    Progress progress = Progress.of(options, callers);
    FigureSampler sampler = FigureSampler.of(subject, callers);
    List<PlayedStep> steps;
    try {
      steps = play(callers);
    } finally {
      progress.close();
      sampler.close();
      subject.close();
      callers.finish(longestCall.plus(MARGIN));
    }
    List<String> left = Leftovers.in(() -> left(subject));
    PoolFacts facts =
        new PoolFacts(
            options.pool(),
            ChaosSettings.mostInFlight(properties),
            options.batches() > 0 ? options.pool() : 0,
            ChaosSettings.COOLDOWNS,
            field.loop().ledger().openings(),
            field.loop().ledger().ended(),
            subject.counters(),
            sampler.samples(),
            left,
            longestCall,
            MARGIN);
    List<HostTruth> truth = field.hosts().stream().map(ChaosHost::truth).toList();
    return new RunRecord(callers.begun(), callers.outcomes(), truth, steps, facts);
  }

  private List<PlayedStep> play(Callers callers) {
    callers.start(options.threads());
    try (Nemesis nemesis = Nemesis.against(field.hosts(), options.seed(), options.duration())) {
      List<PlayedStep> steps = nemesis.finish();
      if (!callers.awaitSuccess(RECOVERY)) {
        LOG.log(Level.WARNING, "seed " + options.seed() + ": no message was sent for " + RECOVERY);
      }
      callers.awaitTime(SETTLING);
      return steps;
    }
  }

  private List<String> left(ChaosSubject subject) {
    List<String> left = new ArrayList<>(subject.left());
    int connections = field.loop().ledger().openNow();
    if (connections > 0) {
      left.add(connections + " connections");
    }
    return left;
  }
}
