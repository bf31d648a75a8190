package org.smtpra.config;

import java.time.Duration;
import java.util.List;

/**
 * Everything that one connection factory was told, checked and immutable. Equal when every property
 * is equal, secrets included; {@code toString()} shows no secret.
 *
 * @param hosts the SMTP servers in the administrator's order, at least one
 * @param timeouts how long each step may take
 * @param limits when a session is proven or replaced
 * @param pool the size of the stand-alone pool; in an application server its own settings rule
 * @param cooldown how long a host that failed is left alone
 * @param retries how often a message is sent again
 * @param submissions how messages are sent in the background
 * @param messages how messages are treated
 * @param wire how the wire is used
 * @param client how we introduce ourselves
 * @param tls whom we trust
 * @param leakDetectionThreshold the age from which an open lease is logged; zero for never
 * @param shutdownGrace how long a stop waits for sends that are running; zero for not at all
 * @param enableMetrics whether the factory has an MBean
 */
public record SmtpConfiguration(
    List<HostConfiguration> hosts,
    Timeouts timeouts,
    SessionLimits limits,
    PoolLimits pool,
    CooldownRules cooldown,
    RetryRules retries,
    SubmissionRules submissions,
    MessageRules messages,
    WireRules wire,
    ClientIdentity client,
    TlsConfiguration tls,
    Duration leakDetectionThreshold,
    Duration shutdownGrace,
    boolean enableMetrics) {

  /** Copies the list. */
  public SmtpConfiguration {
    hosts = List.copyOf(hosts);
  }
}
