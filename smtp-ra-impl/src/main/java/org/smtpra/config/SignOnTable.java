package org.smtpra.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * As whom to sign in where.
 *
 * @param byEndpoint the hosts' own users; nothing for a host that has none
 * @param factory the factory's own user, for those hosts
 */
record SignOnTable(Map<String, Optional<Credentials>> byEndpoint, Optional<Credentials> factory) {

  SignOnTable {
    byEndpoint = Map.copyOf(byEndpoint);
  }

  static SignOnTable of(SmtpConfiguration configuration) {
    return of(configuration.hosts(), configuration.client().credentials());
  }

  static SignOnTable of(List<HostConfiguration> hosts, Optional<Credentials> factory) {
    return new SignOnTable(
        hosts.stream()
            .collect(
                Collectors.toMap(
                    HostConfiguration::endpointKey,
                    HostConfiguration::credentials,
                    (first, second) -> first)),
        factory);
  }

  /** A host that a list has lost keeps the user it had. */
  Optional<Credentials> of(HostConfiguration host) {
    return byEndpoint.getOrDefault(host.endpointKey(), host.credentials()).or(() -> factory);
  }
}
