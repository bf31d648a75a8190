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
 */
public record HostConfiguration(
    String host,
    int port,
    int priority,
    int weight,
    Security security,
    Optional<Credentials> credentials) {

  /**
   * The name of this host in logs, metrics and results.
   *
   * @return {@code host:port}, for an IPv6 address {@code [address]:port}
   */
  public String endpointKey() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
