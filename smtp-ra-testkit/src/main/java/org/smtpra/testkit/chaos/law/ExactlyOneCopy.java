package org.smtpra.testkit.chaos.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.testkit.chaos.host.ServerTransaction;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/**
 * Who was told to have accepted it has one copy, and who may have it has none or one: a message may
 * go to its recipients in several transactions, but to each in one. Told to have failed: no copy at
 * all. A server that says it has a message and throws it away has had its copy.
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
        strangers, record.orders().stream().flatMap(order -> check(record, order)));
  }

  private Stream<Violation> check(RunRecord record, MailOrder order) {
    return record.outcome(order).stream()
        .flatMap(outcome -> problems(record, order, outcome).stream())
        .map(text -> Violation.of(this, order.number(), text));
  }

  private static List<String> problems(RunRecord record, MailOrder order, CallOutcome outcome) {
    List<List<String>> taken = taken(record, order);
    List<String> problems = new ArrayList<>();
    if (!outcome.isSent() && !outcome.isUnknown() && !taken.isEmpty()) {
      problems.add("told not to be sent, " + taken.size() + " copies exist");
    }
    Set<String> served = new TreeSet<>();
    for (List<String> recipients : taken) {
      recipients.stream()
          .filter(recipient -> !served.add(recipient))
          .forEach(recipient -> problems.add(recipient + " has it twice"));
    }
    outcome.recipients(Disposition.ACCEPTED).stream()
        .filter(recipient -> !served.contains(recipient))
        .forEach(recipient -> problems.add(recipient + " was told to have it, and has not"));
    if (outcome.isSent() && !isAt(outcome.endpointKey(), record, order)) {
      problems.add("told to be sent by " + outcome.endpointKey() + ", which has nothing");
    }
    return problems;
  }

  /** The recipients of every copy, and of every one that a server has thrown away. */
  private static List<List<String>> taken(RunRecord record, MailOrder order) {
    Stream<List<String>> lies =
        record.transactions(order).stream()
            .filter(ServerTransaction::isLie)
            .map(ServerTransaction::recipients);
    return Stream.concat(record.copies(order).stream().map(copy -> copy.mail().recipients()), lies)
        .toList();
  }

  private static boolean isAt(String host, RunRecord record, MailOrder order) {
    return record.copies(order).stream().anyMatch(copy -> copy.host().equals(host))
        || record.transactions(order).stream()
            .anyMatch(lie -> lie.isLie() && lie.session().host().equals(host));
  }
}
