package org.smtpra.config;

import java.util.Optional;

/**
 * One configured SMTP server.
 *
 * @param host a host name in lower case or an IP address; an IPv6 address without brackets
 * @param port the TCP port, 1 to 65535
 * @param priority the tier; lower is preferred
 * @param weight the share of sessions inside the tier, 1 to 1000
 * @param security whether and how TLS is used
 * @param credentials this host's own user, if it has one
 * @param maxSessions the most sessions at a time, over all pools of this configuration in this
 *     process; zero for no limit
 * @param ratePerSecond the most messages a second, with a fraction; zero for no limit
 * @param trust whose certificate it may show
 */
public record HostConfiguration(
    String host,
    int port,
    int priority,
    int weight,
    Security security,
    Optional<Credentials> credentials,
    int maxSessions,
    double ratePerSecond,
    HostTrust trust) {

  /**
   * A host that may show any certificate that the factory trusts.
   *
   * @param host a host name in lower case or an IP address
   * @param port the TCP port
   * @param priority the tier
   * @param weight the share of sessions inside the tier
   * @param security whether and how TLS is used
   * @param credentials this host's own user
   * @param maxSessions the most sessions at a time
   * @param ratePerSecond the most messages a second
   */
  public HostConfiguration(
      String host,
      int port,
      int priority,
      int weight,
      Security security,
      Optional<Credentials> credentials,
      int maxSessions,
      double ratePerSecond) {
    this(
        host,
        port,
        priority,
        weight,
        security,
        credentials,
        maxSessions,
        ratePerSecond,
        HostTrust.FACTORY);
  }

  /**
   * The name of this host in logs, metrics and results.
   *
   * @return {@code host:port}, for an IPv6 address {@code [address]:port}
   */
  public String endpointKey() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
