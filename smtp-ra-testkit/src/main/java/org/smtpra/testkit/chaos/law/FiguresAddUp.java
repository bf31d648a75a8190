package org.smtpra.testkit.chaos.law;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** At every moment the figures add up, and say no more and no less than what has happened. */
final class FiguresAddUp implements Law {

  /** Figures that only grow. */
  private static final List<String> COUNTERS =
      List.of("sends", "send.success", "send.failed", "sessions.opened", "sessions.ended");

  @Override
  public Stream<Violation> violations(RunRecord record) {
    List<FigureSample> samples = record.pool().samples();
    if (record.pool().counters().isPresent() && samples.isEmpty()) {
      return Stream.of(Violation.of(this, "the figures were never read"));
    }
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      check(samples.get(i), record, wrong);
      if (i > 0) {
        checkGrowth(samples.get(i - 1), samples.get(i), wrong);
      }
    }
    return wrong.stream().map(text -> Violation.of(this, text));
  }

  private static void check(FigureSample now, RunRecord record, List<String> wrong) {
    long sends = now.of("sends");
    equal(
        "sends",
        sends,
        now.of("send.success") + now.of("send.failed") + now.of("send.cancelled"),
        wrong);
    equal(
        "send.failed",
        now.of("send.failed"),
        now.of("send.definitely_not_accepted") + now.of("send.ambiguous"),
        wrong);
    between("sends", now.countedBefore(), sends, now.begunAfter(), wrong);
    long callers = (long) now.begunAfter() - now.returnedBefore() + record.pool().lateHelpers();
    between("leases", 0, now.of("leases"), callers, wrong);
    long sessions = now.of("sessions.active") + now.of("sessions.idle");
    between("open sessions", 0, sessions, record.pool().mostSessions(), wrong);
    long told = now.of("host.available") + now.of("host.cooldown");
    between("hosts available or cooling down", 0, told, record.hosts().size(), wrong);
  }

  private static void checkGrowth(FigureSample before, FigureSample now, List<String> wrong) {
    for (String counter : COUNTERS) {
      if (now.of(counter) < before.of(counter)) {
        wrong.add(counter + " went from " + before.of(counter) + " to " + now.of(counter));
      }
    }
  }

  private static void equal(String name, long figure, long sum, List<String> wrong) {
    if (figure != sum) {
      wrong.add(name + " is " + figure + ", its parts are " + sum);
    }
  }

  private static void between(String name, long least, long figure, long most, List<String> wrong) {
    if (figure < least || figure > most) {
      wrong.add(name + ": " + figure + " is not between " + least + " and " + most);
    }
  }
}
