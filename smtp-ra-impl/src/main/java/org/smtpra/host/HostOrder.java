package org.smtpra.host;

import java.util.Comparator;
import java.util.List;
import org.smtpra.config.HostConfiguration;

/**
 * The hosts in the order in which a new session tries them: by priority, lower first, and inside a
 * tier as configured. The first that accepts is used. Immutable and thread safe.
 */
public final class HostOrder {

  private final List<HostConfiguration> hosts;

  /**
   * Orders hosts.
   *
   * @param configured at least one host, in the order of the configuration
   */
  public HostOrder(List<HostConfiguration> configured) {
    hosts =
        configured.stream().sorted(Comparator.comparingInt(HostConfiguration::priority)).toList();
  }

  /**
   * The hosts for one new session.
   *
   * @return every host once, the preferred one first
   */
  public List<HostConfiguration> candidates() {
    return hosts;
  }
}
