package org.smtpra.testkit.chaos;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.smtpra.testkit.chaos.host.HostTruth;
import org.smtpra.testkit.chaos.law.RunRecord;
import org.smtpra.testkit.chaos.law.Violation;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/** A run for a person: what happened, why messages are unknown, which laws were broken. */
public final class ChaosReport {

  private static final int MOST_VIOLATIONS = 20;
  private static final int MOST_HISTORIES = 3;
  private static final Duration NOTICEABLE = Duration.ofMillis(200);

  private final RunRecord record;
  private final StringBuilder text = new StringBuilder();

  private ChaosReport(RunRecord record) {
    this.record = record;
  }

  /** The whole report. */
  public static String of(ChaosOptions options, RunRecord record, List<Violation> violations) {
    ChaosReport report = new ChaosReport(record);
    report.line("Chaos run: " + options.commandLine());
    report.calls();
    report.unknown();
    report.hosts();
    report.line("  mischief: " + report.mischief());
    report.violations(violations);
    return report.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void calls() {
    List<CallOutcome> outcomes = record.outcomes();
    long sent = outcomes.stream().filter(CallOutcome::isSent).count();
    line(
        String.format(
            Locale.ROOT,
            "  calls: %d, sent %d, failed %d",
            outcomes.size(),
            sent,
            outcomes.size() - sent));
    count(
            outcomes.stream().flatMap(o -> o.failure().stream()).toList(),
            CallOutcome.Failure::describe)
        .forEach((what, count) -> line("    " + count + " " + what));
    long slowest = outcomes.stream().mapToLong(o -> o.time().took().toMillis()).max().orElse(0);
    line("  slowest call: " + slowest + " ms");
    overruns();
  }

  private void overruns() {
    List<MailOrder> late =
        record.orders().stream()
            .filter(order -> late(order).compareTo(NOTICEABLE) > 0)
            .sorted(Comparator.comparing(this::late).reversed())
            .toList();
    line("  sends that ended noticeably behind their deadline: " + late.size());
    for (MailOrder order : late.subList(0, Math.min(MOST_HISTORIES, late.size()))) {
      CallOutcome outcome = record.outcome(order).orElseThrow();
      line(
          String.format(
              Locale.ROOT,
              "    message %d, deadline %d ms, %d ms behind it: %s",
              order.number(),
              order.manner().deadline().orElseThrow().toMillis(),
              late(order).toMillis(),
              outcome.failure().map(CallOutcome.Failure::describe).orElse("sent")));
    }
  }

  private Duration late(MailOrder order) {
    return record
        .outcome(order)
        .filter(CallOutcome::counted)
        .flatMap(
            outcome -> order.manner().deadline().map(most -> outcome.time().sendTook().minus(most)))
        .orElse(Duration.ZERO);
  }

  private void unknown() {
    List<MailOrder> unknown =
        record.orders().stream()
            .filter(order -> record.outcome(order).filter(CallOutcome::isUnknown).isPresent())
            .toList();
    long failed = record.outcomes().stream().filter(outcome -> !outcome.isSent()).count();
    long arrived = unknown.stream().filter(order -> !record.copies(order).isEmpty()).count();
    line(
        String.format(
            Locale.ROOT,
            "  unknown: %d, that is %.1f %% of the failures and %.2f %% of the calls; %d had arrived",
            unknown.size(),
            100.0 * unknown.size() / Math.max(1, failed),
            100.0 * unknown.size() / Math.max(1, record.outcomes().size()),
            arrived));
    count(unknown, this::whyUnknown).forEach((why, count) -> line("    " + count + " " + why));
  }

  private String whyUnknown(MailOrder order) {
    CallOutcome.Failure failure = record.outcome(order).flatMap(CallOutcome::failure).orElseThrow();
    TreeSet<String> faults = new TreeSet<>();
    record.transactions(order).forEach(t -> t.faults().forEach(f -> faults.add(shortened(f))));
    return failure.reason() + " at " + failure.stage() + "; the server's side: " + faults;
  }

  private static String shortened(String fault) {
    return fault.replaceAll("PT[0-9.]+S", "..").replaceAll("octets=[0-9]+", "octets=..");
  }

  private void hosts() {
    for (HostTruth host : record.hosts()) {
      line(
          String.format(
              Locale.ROOT,
              "  %s: %d sessions, %d messages received, %d handed on",
              host.endpointKey(),
              host.sessions().size(),
              host.received().size(),
              host.handedOn().size()));
    }
    List<Integer> openings = record.pool().openings();
    line(
        String.format(
            Locale.ROOT,
            "  connections: %d opened, at most %d open at once, allowed are %d",
            openings.size(),
            openings.stream().mapToInt(Integer::intValue).max().orElse(0),
            record.pool().mostSessions()));
  }

  private Map<String, Long> mischief() {
    return count(record.steps(), played -> played.step().mischief());
  }

  private void violations(List<Violation> violations) {
    line(violations.isEmpty() ? "  no law was broken" : "  BROKEN LAWS: " + violations.size());
    violations.stream().limit(MOST_VIOLATIONS).forEach(violation -> line("    " + violation));
    violations.stream()
        .flatMap(violation -> violation.message().stream().boxed())
        .distinct()
        .limit(MOST_HISTORIES)
        .forEach(number -> text.append(MessageHistory.of(record, number)));
  }

  private static <T> Map<String, Long> count(List<T> all, Function<T, String> name) {
    return all.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
  }
}
