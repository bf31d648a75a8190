package org.smtpra.testkit.chaos.law;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.smtpra.testkit.chaos.host.ServerTransaction;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/**
 * A connection that is lost makes at most one message unknown: the one that was under way. Under
 * FULL a window of them may be.
 */
final class OneUnknownPerConnection implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    Map<String, TreeSet<Integer>> unknown = new HashMap<>();
    for (MailOrder order : record.orders()) {
      if (record.outcome(order).filter(CallOutcome::isUnknown).isPresent()) {
        List<ServerTransaction> all = record.transactions(order);
        // Of several, the others were stale, refused, or served some of the recipients before.
        all.stream()
            .filter(only -> all.size() == 1)
            .filter(OneUnknownPerConnection::mayHaveLeftItUnknown)
            .forEach(
                transaction ->
                    unknown
                        .computeIfAbsent(name(transaction), k -> new TreeSet<>())
                        .add(order.number()));
      }
    }
    return unknown.entrySet().stream()
        .filter(entry -> entry.getValue().size() > record.pool().mostInFlight())
        .map(
            entry ->
                Violation.of(
                    this,
                    entry.getValue().first(),
                    entry.getKey() + " left the messages " + entry.getValue() + " unknown"));
  }

  /**
   * The one in which the session ended, or whose verdict was not understood. After a refusal both
   * go on: the session with other messages, and the message, perhaps, in another session.
   */
  private static boolean mayHaveLeftItUnknown(ServerTransaction transaction) {
    List<ServerTransaction> all = transaction.session().transactions();
    return transaction.finalReply().startsWith("2")
        || all.get(all.size() - 1).sender().equals(transaction.sender());
  }

  private static String name(ServerTransaction transaction) {
    return transaction.session().host() + " session " + transaction.session().number();
  }
}
