package org.smtpra;

import java.util.List;
import java.util.Map;

/**
 * What a factory is doing at one moment, and what it has done since it was configured. Counts are
 * of one application server instance. Immutable and thread safe.
 *
 * @param hosts the configured hosts, in the order of the configuration
 * @param leases the leases that are out, the oldest first
 * @param leasesTaken leases taken
 * @param sent messages that a server took
 * @param failed messages that failed, by kind; kinds that never occurred are absent
 */
public record SmtpFactoryStatus(
    List<SmtpHostStatus> hosts,
    List<SmtpLeaseStatus> leases,
    long leasesTaken,
    long sent,
    Map<SmtpFailureKind, Long> failed) {

  /** Copies what it is given. */
  public SmtpFactoryStatus {
    hosts = List.copyOf(hosts);
    leases = List.copyOf(leases);
    failed = Map.copyOf(failed);
  }

  /**
   * Sessions that are open now, over all hosts.
   *
   * @return the number of open sessions
   */
  public int openSessions() {
    return hosts.stream().mapToInt(SmtpHostStatus::openSessions).sum();
  }

  /**
   * Sessions that were opened since the factory was configured, over all hosts.
   *
   * @return the number of sessions opened
   */
  public long sessionsOpened() {
    return hosts.stream().mapToLong(SmtpHostStatus::sessionsOpened).sum();
  }

  /**
   * Messages that failed, whatever the kind.
   *
   * @return the number of failed messages
   */
  public long failures() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }
}
