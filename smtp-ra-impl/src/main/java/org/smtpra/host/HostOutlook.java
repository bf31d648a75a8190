package org.smtpra.host;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a new session may be tried now, and if not, when and why. Immutable.
 *
 * @param isOpen some host may be tried at once
 * @param mayChange somebody else may open the way before the pause ends: by a probe that is under
 *     way, or by a session that ends
 * @param pause how long the shortest pause still lasts; nothing where no host has one
 * @param why what keeps each host from being tried, for a person; empty where one is open
 */
public record HostOutlook(boolean isOpen, boolean mayChange, Optional<Duration> pause, String why) {

  static final HostOutlook OPEN = new HostOutlook(true, false, Optional.empty(), "");

  /** Where none of these hosts may be tried now. */
  static HostOutlook closed(List<MailHost> hosts, long now) {
    List<MailHost> serving = hosts.stream().filter(host -> !host.isDrained()).toList();
    boolean mayChange =
        serving.stream().anyMatch(host -> host.health() instanceof Probing || host.isFull(now));
    Optional<Duration> pause =
        serving.stream()
            .map(host -> host.untilAdmission(now))
            .filter(time -> !time.isZero())
            .min(Comparator.naturalOrder());
    String why = hosts.stream().map(host -> host.obstacle(now)).collect(Collectors.joining("; "));
    return new HostOutlook(false, mayChange, pause, why);
  }
}
