package org.smtpra.testkit.chaos.law;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.smtpra.testkit.chaos.host.ServerTransaction;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/**
 * Told to be sent: one copy, at the host that was named. Told to have failed: none. Told to be
 * unknown: none or one. A server that says it has a message and throws it away has had its copy.
 */
final class ExactlyOneCopy implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    Set<String> senders =
        record.orders().stream().map(MailOrder::sender).collect(Collectors.toSet());
    Stream<Violation> strangers =
        StreamSupport.stream(record.sendersOfCopies().spliterator(), false)
            .filter(sender -> !senders.contains(sender))
            .map(sender -> Violation.of(this, "a copy from \"" + sender + "\": nobody sent it"));
    return Stream.concat(
        strangers, record.orders().stream().flatMap(order -> check(record, order).stream()));
  }

  private Optional<Violation> check(RunRecord record, MailOrder order) {
    return record
        .outcome(order)
        .flatMap(outcome -> problem(record, order, outcome))
        .map(text -> Violation.of(this, order.number(), text));
  }

  private static Optional<String> problem(RunRecord record, MailOrder order, CallOutcome outcome) {
    int copies = record.copies(order).size();
    long lies = record.transactions(order).stream().filter(ServerTransaction::isLie).count();
    if (outcome.isSent() && copies + lies != 1) {
      return Optional.of("told to be sent, " + copies + " copies exist");
    } else if (outcome.isSent()
        && record.copies(order).stream()
            .anyMatch(copy -> !copy.host().equals(outcome.endpointKey()))) {
      return Optional.of("told to be sent by " + outcome.endpointKey() + ", another host has it");
    } else if (outcome.isUnknown() && copies > 1) {
      return Optional.of("told to be unknown, " + copies + " copies exist");
    } else if (!outcome.isSent() && !outcome.isUnknown() && copies > 0) {
      return Optional.of("told not to be sent, " + copies + " copies exist");
    }
    return Optional.empty();
  }
}
