package org.smtpra.testkit.chaos.law;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.chaos.host.HostTruth;

/**
 * A careless relay hands on what it got, message for message: nothing in a message could be taken
 * for its end, or for a command.
 */
final class RelayedUnchanged implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.hosts().stream()
        .filter(host -> !host.handedOn().isEmpty())
        .filter(host -> !summary(host.received()).equals(summary(host.handedOn())))
        .map(host -> Violation.of(this, difference(host)));
  }

  private static Map<String, Integer> summary(List<ReceivedMessage> mails) {
    Map<String, Integer> summary = new HashMap<>();
    for (ReceivedMessage mail : mails) {
      summary.merge(
          mail.envelopeFrom() + " " + mail.recipients() + " " + mail.contentAsText().hashCode(),
          1,
          Integer::sum);
    }
    return summary;
  }

  private static String difference(HostTruth host) {
    Map<String, Integer> more = summary(host.handedOn());
    summary(host.received()).forEach((mail, count) -> more.merge(mail, -count, Integer::sum));
    more.values().removeIf(count -> count == 0);
    return "the server behind " + host.endpointKey() + " has more (+) or less (-): " + more;
  }
}
