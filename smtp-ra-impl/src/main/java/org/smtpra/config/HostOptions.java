package org.smtpra.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What one host was given, in the spelling of {@link HostOption#normalise}.
 *
 * @param values by option
 * @param defaultSecurity for a host that says nothing of it
 */
record HostOptions(Map<HostOption, String> values, Security defaultSecurity) {

  /** The host with these options, and the defaults of those that are missing. */
  HostConfiguration at(String host, OptionalInt port, Optional<Credentials> user) {
    Security security = security();
    return new HostConfiguration(
        host,
        port.orElse(security.defaultPort()),
        number(HostOption.PRIORITY).orElse(0),
        number(HostOption.WEIGHT).orElse(1),
        security,
        user,
        number(HostOption.MAX_SESSIONS).orElse(0),
        value(HostOption.RATE_PER_SECOND).map(Double::parseDouble).orElse(0.0),
        trust());
  }

  private HostTrust trust() {
    return new HostTrust(
        value(HostOption.TRUST_STORE_FILE).map(Path::of),
        new Secret(value(HostOption.TRUST_STORE_PASSWORD).orElse("")),
        value(HostOption.PINNED_CERTIFICATE)
            .map(pins -> Set.of(pins.split(" +")))
            .orElse(Set.of()));
  }

  /** Whom to trust is said in one way, and only where it is asked. */
  void checkTrust(BiConsumer<HostOption, String> refuse) {
    Optional<HostOption> said =
        Stream.of(HostOption.TRUST_STORE_FILE, HostOption.PINNED_CERTIFICATE)
            .filter(values::containsKey)
            .findFirst();
    if (value(HostOption.TRUST_STORE_PASSWORD).isPresent()
        && value(HostOption.TRUST_STORE_FILE).isEmpty()) {
      refuse.accept(HostOption.TRUST_STORE_PASSWORD, "nothing without the host's trustStoreFile");
    }
    if (values.containsKey(HostOption.TRUST_STORE_FILE)
        && values.containsKey(HostOption.PINNED_CERTIFICATE)) {
      refuse.accept(HostOption.PINNED_CERTIFICATE, "trustStoreFile or pinnedCertificate, not both");
    } else if (said.isPresent() && security() == Security.NONE) {
      refuse.accept(said.get(), "nothing with security NONE, where no certificate is shown");
    }
  }

  private Security security() {
    return value(HostOption.SECURITY).map(Security::valueOf).orElse(defaultSecurity);
  }

  private Optional<Integer> number(HostOption option) {
    return value(option).map(Integer::parseInt);
  }

  private Optional<String> value(HostOption option) {
    return Optional.ofNullable(values.get(option));
  }
}
