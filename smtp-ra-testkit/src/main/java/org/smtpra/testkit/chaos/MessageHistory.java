package org.smtpra.testkit.chaos;

import java.util.Optional;
import org.smtpra.testkit.chaos.host.PlayedStep;
import org.smtpra.testkit.chaos.host.ServerTransaction;
import org.smtpra.testkit.chaos.law.Copy;
import org.smtpra.testkit.chaos.law.RunRecord;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/** One message, from both sides. */
final class MessageHistory {

  private final RunRecord record;
  private final MailOrder order;
  private final StringBuilder text = new StringBuilder();

  private MessageHistory(RunRecord record, MailOrder order) {
    this.record = record;
    this.order = order;
  }

  static String of(RunRecord record, int number) {
    Optional<MailOrder> order =
        record.orders().stream().filter(o -> o.number() == number).findFirst();
    return order.map(known -> new MessageHistory(record, known).write()).orElse("");
  }

  private String write() {
    line("  --- message " + order.number() + ": " + order);
    record.outcome(order).ifPresent(this::caller);
    for (ServerTransaction transaction : record.transactions(order)) {
      line(
          "    session "
              + transaction.session().number()
              + " of "
              + transaction.session().host()
              + " says:");
      transaction.lines().forEach(said -> line("      " + said));
    }
    for (Copy copy : record.copies(order)) {
      line("    a copy is at " + copy.host() + " for " + copy.mail().recipients());
    }
    return text.toString();
  }

  private void caller(CallOutcome outcome) {
    line("    the caller was told: " + outcome.describe());
    outcome.failure().ifPresent(f -> f.transcript().forEach(said -> line("      " + said)));
    record.steps().stream()
        .filter(step -> overlaps(step, outcome.time()))
        .forEach(
            step -> line("    meanwhile " + step.step().host() + ": " + step.step().mischief()));
  }

  private static boolean overlaps(PlayedStep step, CallOutcome.CallTime time) {
    return step.beganNanos() - time.endedNanos() < 0 && step.endedNanos() - time.beganNanos() > 0;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
