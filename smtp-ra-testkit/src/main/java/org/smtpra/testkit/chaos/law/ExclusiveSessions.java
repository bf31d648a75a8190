package org.smtpra.testkit.chaos.law;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.smtpra.testkit.chaos.host.ServerTransaction;
import org.smtpra.testkit.chaos.order.MailOrder;

/** No session carries two messages at once: by its commands, nor within one message's octets. */
final class ExclusiveSessions implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    Stream<Violation> commands =
        StreamSupport.stream(record.transactionsBySender().spliterator(), false)
            .flatMap(List::stream)
            .filter(ServerTransaction::withinAnother)
            .map(
                inner ->
                    Violation.of(
                        this,
                        "MAIL from "
                            + inner.sender()
                            + " came while another transaction was open in session "
                            + inner.session().number()
                            + " of "
                            + inner.session().host()));
    return Stream.concat(commands, record.orders().stream().flatMap(o -> octets(record, o)));
  }

  private Stream<Violation> octets(RunRecord record, MailOrder order) {
    return record.copies(order).stream()
        .filter(copy -> !copy.mail().header("X-Chaos").equals(order.id()))
        .map(
            copy ->
                Violation.of(
                    this,
                    order.number(),
                    "its envelope came with the content of \""
                        + copy.mail().header("X-Chaos")
                        + "\""));
  }
}
