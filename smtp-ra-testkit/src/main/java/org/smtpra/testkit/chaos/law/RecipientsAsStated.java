package org.smtpra.testkit.chaos.law;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/**
 * A copy is for those of whom the caller was told that they have it or may have it, and for nobody
 * else. No server ever holds a message for anybody whom the caller did not name, nor, where all or
 * none were asked for, for some.
 */
final class RecipientsAsStated implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.orders().stream()
        .flatMap(order -> Stream.concat(copies(record, order), held(record, order)));
  }

  private Stream<Violation> copies(RunRecord record, MailOrder order) {
    Optional<CallOutcome> outcome = record.outcome(order);
    if (outcome.isEmpty()) {
      return Stream.empty();
    }
    Set<String> told = new TreeSet<>(outcome.get().recipients(Disposition.ACCEPTED));
    told.addAll(outcome.get().recipients(Disposition.UNKNOWN));
    return record.copies(order).stream()
        .map(copy -> new TreeSet<>(copy.mail().recipients()))
        .filter(have -> !told.containsAll(have))
        .map(
            have ->
                Violation.of(
                    this,
                    order.number(),
                    "the caller was told " + told + ", the copy is for " + have));
  }

  private Stream<Violation> held(RunRecord record, MailOrder order) {
    return record.held(order).stream()
        .filter(mail -> !isAllowed(mail, order))
        .map(
            mail ->
                Violation.of(
                    this,
                    order.number(),
                    "a server held it for "
                        + mail.recipients()
                        + " instead of "
                        + order.recipients()));
  }

  private static boolean isAllowed(ReceivedMessage mail, MailOrder order) {
    Set<String> have = Set.copyOf(mail.recipients());
    Set<String> named = Set.copyOf(order.recipients());
    return order.policy() == SmtpRecipientPolicy.ALL_OR_NOTHING
        ? have.equals(named)
        : named.containsAll(have);
  }
}
