package org.smtpra.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Warns about properties that are right by themselves but have no effect, or a bad one, together.
 */
final class ContradictionCheck {

  private final PropertyReader properties;

  ContradictionCheck(PropertyReader properties) {
    this.properties = properties;
  }

  void warn(SmtpConfiguration configuration) {
    if (properties.hasHostList()) {
      warnOfIgnored(configuration);
    }
    configuration.hosts().forEach(host -> warnOfClearText(host, configuration.client()));
    warnOfUselessProbe(configuration.limits());
    warnOfTooFewSessions(configuration);
    WorstCase.of(configuration).warning().ifPresent(properties::warn);
    if (properties.isSet(SmtpProperty.TRUST_STORE_PASSWORD)
        && configuration.tls().trustStoreFile().isEmpty()) {
      properties.warn("trustStorePassword is ignored: trustStoreFile is not set");
    }
    if (properties.isSet(SmtpProperty.KEY_STORE_PASSWORD)
        && configuration.tls().keyStore().isEmpty()) {
      properties.warn("keyStorePassword is ignored: keyStoreFile is not set");
    }
  }

  private void warnOfIgnored(SmtpConfiguration configuration) {
    if (properties.isSet(SmtpProperty.HOST)) {
      properties.warn("host is ignored: hosts is set");
    }
    if (properties.isSet(SmtpProperty.PORT) && everyHostHasPort()) {
      properties.warn("port is ignored: every entry of hosts has its own");
    }
    if (configuration.client().credentials().isPresent()
        && configuration.hosts().stream().allMatch(host -> host.credentials().isPresent())) {
      properties.warn("userName and password are ignored: every entry of hosts has its own");
    }
  }

  private boolean everyHostHasPort() {
    return properties.texts().hasNumberedHost(0)
        ? NumberedHosts.everyOneHasPort(properties.texts())
        : HostListParser.everyEntryHasPort(properties.untrimmed(SmtpProperty.HOSTS));
  }

  private void warnOfClearText(HostConfiguration host, ClientIdentity client) {
    Optional<Credentials> user = host.credentials().or(client::credentials);
    if (host.security() == Security.NONE
        && user.filter(signedIn -> signedIn.kerberos().isEmpty()).isPresent()) {
      properties.warn(
          host.endpointKey()
              + " has security NONE: user name and password cross the network in"
              + " clear text");
    }
  }

  private void warnOfUselessProbe(SessionLimits limits) {
    Duration idle = limits.idleTimeout();
    if (!idle.isZero() && limits.keepAliveInterval().compareTo(idle) >= 0) {
      properties.warn(
          "keepAliveInterval ("
              + DurationText.format(limits.keepAliveInterval())
              + ") is not shorter than idleTimeout ("
              + DurationText.format(idle)
              + "): an idle session is given up before it is ever proven");
    }
  }

  /** The pool's sizes are the stand-alone pool's, but a server's own may be just as wrong. */
  private void warnOfTooFewSessions(SmtpConfiguration configuration) {
    List<Integer> most =
        configuration.hosts().stream().map(HostConfiguration::maxSessions).toList();
    int together = most.stream().mapToInt(Integer::intValue).sum();
    PoolLimits pool = configuration.pool();
    if (most.contains(0) || together >= pool.maxPoolSize()) {
      return;
    }
    boolean tooFewToKeep = together < pool.minPoolSize();
    properties.warn(
        "the hosts take "
            + together
            + " sessions together (the sum of maxSessions), which is fewer than "
            + (tooFewToKeep
                ? "minPoolSize (" + pool.minPoolSize() + "): that many are never kept open"
                : "maxPoolSize (" + pool.maxPoolSize() + "): connections beyond get no session")
            + "; in an application server compare with its own pool settings");
  }
}
