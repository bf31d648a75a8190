package org.smtpra.host;

import java.util.Comparator;
import java.util.List;

/**
 * Chooses among the hosts of a tier, in proportion to their weights: whoever lacks a whole session
 * to its share of the live ones is first, so that the mix comes back after an outage; else smooth
 * weighted round robin, so that the proportion also holds where sessions do not live long.
 */
final class WeightedChoice {

  private WeightedChoice() {}

  /** One of the hosts, of which there is at least one. Ties go to the first. */
  static MailHost among(List<MailHost> hosts) {
    if (hosts.size() == 1) {
      return hosts.get(0);
    }
    int sessions = hosts.stream().mapToInt(MailHost::sessions).sum();
    int weights = hosts.stream().mapToInt(host -> host.configuration().weight()).sum();
    MailHost poorest =
        max(hosts, Comparator.comparingDouble(host -> host.shortfall(sessions, weights)));
    return poorest.shortfall(sessions, weights) >= 1 ? poorest : nextInTurn(hosts, weights);
  }

  private static MailHost nextInTurn(List<MailHost> hosts, int weights) {
    hosts.forEach(host -> host.addTurn(host.configuration().weight()));
    MailHost next = max(hosts, Comparator.comparingLong(MailHost::turn));
    next.addTurn(-weights);
    return next;
  }

  private static MailHost max(List<MailHost> hosts, Comparator<MailHost> order) {
    MailHost most = hosts.get(0);
    for (MailHost host : hosts) {
      if (order.compare(host, most) > 0) {
        most = host;
      }
    }
    return most;
  }
}
