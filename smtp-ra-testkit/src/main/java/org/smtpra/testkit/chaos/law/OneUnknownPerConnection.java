package org.smtpra.testkit.chaos.law;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.smtpra.testkit.chaos.host.ServerTransaction;
import org.smtpra.testkit.chaos.host.SessionTrace;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/** A connection that is lost makes at most one message unknown: the one that was under way. */
final class OneUnknownPerConnection implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    Map<String, TreeSet<Integer>> unknown = new HashMap<>();
    for (MailOrder order : record.orders()) {
      if (record.outcome(order).filter(CallOutcome::isUnknown).isPresent()) {
        List<ServerTransaction> all = record.transactions(order);
        // The one it was lost in is the last one: before it, a stale session cost nothing.
        if (!all.isEmpty()) {
          SessionTrace session = all.get(all.size() - 1).session();
          unknown
              .computeIfAbsent(
                  session.host() + " session " + session.number(), k -> new TreeSet<>())
              .add(order.number());
        }
      }
    }
    return unknown.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(
            entry ->
                Violation.of(
                    this, entry.getKey() + " left the messages " + entry.getValue() + " unknown"));
  }
}
