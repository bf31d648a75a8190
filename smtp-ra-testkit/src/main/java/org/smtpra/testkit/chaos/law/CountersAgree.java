package org.smtpra.testkit.chaos.law;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpra.SmtpFailureKind;
import org.smtpra.testkit.chaos.order.CallOutcome;

/** The factory has counted what the callers have. */
final class CountersAgree implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.pool().counters().stream().flatMap(counters -> check(record, counters));
  }

  private Stream<Violation> check(RunRecord record, PoolFacts.Counters counters) {
    long sent = record.outcomes().stream().filter(CallOutcome::isSent).count();
    Map<SmtpFailureKind, Long> failed =
        record.outcomes().stream()
            .filter(CallOutcome::counted)
            .flatMap(outcome -> outcome.failure().stream())
            .collect(
                Collectors.groupingBy(
                    CallOutcome.Failure::kind, TreeMap::new, Collectors.counting()));
    Stream<Violation> ofSent =
        sent == counters.sent()
            ? Stream.empty()
            : Stream.of(
                Violation.of(this, sent + " were told sent, counted are " + counters.sent()));
    Stream<Violation> ofFailed =
        failed.equals(counters.failed())
            ? Stream.empty()
            : Stream.of(
                Violation.of(
                    this, "told failed were " + failed + ", counted are " + sorted(counters)));
    return Stream.of(ofSent, ofFailed).flatMap(Function.identity());
  }

  private static Map<SmtpFailureKind, Long> sorted(PoolFacts.Counters counters) {
    return new TreeMap<>(counters.failed());
  }
}
