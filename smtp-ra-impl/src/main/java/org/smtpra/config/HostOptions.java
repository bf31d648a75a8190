package org.smtpra.config;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one host was given, in the spelling of {@link HostOption#normalise}.
 *
 * @param values by option
 * @param defaultSecurity for a host that says nothing of it
 */
record HostOptions(Map<HostOption, String> values, Security defaultSecurity) {

  /** The host with these options, and the defaults of those that are missing. */
  HostConfiguration at(String host, OptionalInt port, Optional<Credentials> user) {
    Security security = value(HostOption.SECURITY).map(Security::valueOf).orElse(defaultSecurity);
    return new HostConfiguration(
        host,
        port.orElse(security.defaultPort()),
        number(HostOption.PRIORITY).orElse(0),
        number(HostOption.WEIGHT).orElse(1),
        security,
        user,
        number(HostOption.MAX_SESSIONS).orElse(0),
        value(HostOption.RATE_PER_SECOND).map(Double::parseDouble).orElse(0.0));
  }

  private Optional<Integer> number(HostOption option) {
    return value(option).map(Integer::parseInt);
  }

  private Optional<String> value(HostOption option) {
    return Optional.ofNullable(values.get(option));
  }
}
