package org.smtpra.metrics;

import static org.smtpra.metrics.MetricKind.COUNTER;
import static org.smtpra.metrics.MetricKind.GAUGE;
import static org.smtpra.metrics.MetricKind.TIMER;
import static org.smtpra.metrics.MetricTag.HOST;
import static org.smtpra.metrics.MetricTag.KIND;
import static org.smtpra.metrics.MetricTag.REASON;
import static org.smtpra.metrics.MetricTag.STAGE;

import java.util.List;

/** Every metric: the one table behind the listener, JMX and docs/reference/metrics.md. */
public enum SmtpMetric {
  /** Sessions that a borrower has. */
  SESSIONS_ACTIVE("smtpra.sessions.active", GAUGE, "sessions", HOST),
  /** Sessions that nobody has. */
  SESSIONS_IDLE("smtpra.sessions.idle", GAUGE, "sessions", HOST),
  /** 1 while new sessions may be opened. */
  HOST_AVAILABLE("smtpra.host.available", GAUGE, "1", HOST),
  /** 1 while the host is left alone, or tried by a single session. */
  HOST_COOLDOWN("smtpra.host.cooldown", GAUGE, "1", HOST),
  /** The host went down. */
  HOST_DOWN("smtpra.host.down", COUNTER, "outages", HOST),
  /** The host got its single attempt. */
  HOST_PROBES("smtpra.host.probes", COUNTER, "attempts", HOST),
  /** Leases that are out. */
  LEASES("smtpra.leases", GAUGE, "leases"),
  /** Leases handed out. */
  LEASES_TAKEN("smtpra.leases.taken", COUNTER, "leases"),
  /** Waits for a host and the pool that ended with a lease. */
  LEASE_WAIT("smtpra.lease.wait", TIMER, "seconds"),
  /** Waits for the pool that ended without one. */
  LEASE_EXHAUSTED("smtpra.lease.exhausted", COUNTER, "callers"),
  /** How long leases were out. */
  LEASE_DURATION("smtpra.lease.duration", TIMER, "seconds"),
  /** Leases closed that were not out any more. */
  LEASE_RETURN_IGNORED("smtpra.lease.return_ignored", COUNTER, "leases"),
  /** Sessions opened, and how long that took. */
  SESSIONS_OPENED("smtpra.sessions.opened", TIMER, "seconds", HOST),
  /** Sessions that could not be opened. */
  SESSIONS_OPEN_FAILED("smtpra.sessions.open_failed", COUNTER, "attempts", HOST, STAGE, REASON),
  /** Sessions that ended. */
  SESSIONS_ENDED("smtpra.sessions.ended", COUNTER, "sessions", HOST, REASON),
  /** Of these, the ones that did not answer a probe. */
  SESSIONS_PROBE_FAILED("smtpra.sessions.probe_failed", COUNTER, "sessions", HOST),
  /** Of these, the ones that made way for a better tier. */
  SESSIONS_FAILBACK("smtpra.sessions.failback", COUNTER, "sessions", HOST),
  /** Sessions that were wanted and not opened. */
  OPENINGS_SUPPRESSED("smtpra.openings.suppressed", COUNTER, "callers"),
  /** Tokens fetched for sign-ins. */
  TOKEN_REFRESHES("smtpra.token.refreshes", TIMER, "seconds"),
  /** Fetches of a token that failed. */
  TOKEN_FAILURES("smtpra.token.failures", COUNTER, "attempts", REASON),
  /** Messages whose outcome a caller was told. */
  SENDS("smtpra.sends", COUNTER, "messages"),
  /** How long each of these took, attempts and waits between them included. */
  SEND_DURATION("smtpra.send.duration", TIMER, "seconds"),
  /** Where the time goes, of sessions that were opened and used. */
  STAGE_DURATION("smtpra.stage.duration", TIMER, "seconds", HOST, STAGE),
  /** How often a message had to wait for the server's answer. */
  SEND_ROUND_TRIPS("smtpra.send.round_trips", COUNTER, "round trips", HOST),
  /** Messages that a server took. */
  SEND_SUCCESS("smtpra.send.success", COUNTER, "messages", HOST),
  /** Messages that failed, but for the cancelled ones. */
  SEND_FAILED("smtpra.send.failed", COUNTER, "messages", KIND, STAGE),
  /** Messages that were called off before a server could have them. */
  SEND_CANCELLED("smtpra.send.cancelled", COUNTER, "messages", STAGE),
  /** Of the failed ones, those that no server has. */
  SEND_DEFINITELY_NOT_ACCEPTED(
      "smtpra.send.definitely_not_accepted", COUNTER, "messages", KIND, STAGE),
  /** Of the failed ones, those that a server may have. */
  SEND_AMBIGUOUS("smtpra.send.ambiguous", COUNTER, "messages", STAGE),
  /** Further attempts. */
  SEND_RETRIES("smtpra.send.retries", COUNTER, "attempts", REASON),
  /** Failed attempts, also those that another attempt made good. */
  SEND_CLASSIFIED("smtpra.send.classified", COUNTER, "attempts", KIND, STAGE, REASON),
  /** Messages that wait to be sent in the background. */
  ASYNC_QUEUE("smtpra.async.queue", GAUGE, "messages"),
  /** How long messages waited that a worker then took. */
  ASYNC_WAIT("smtpra.async.wait", TIMER, "seconds"),
  /** Messages that were not queued. */
  ASYNC_REJECTED("smtpra.async.rejected", COUNTER, "messages"),
  /** Recipients of the messages whose outcome a caller was told. */
  RECIPIENTS("smtpra.recipients", COUNTER, "recipients", REASON);

  private final String metricName;
  private final MetricKind kind;
  private final String unit;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable list of constants
  private final List<MetricTag> tags;

  SmtpMetric(String metricName, MetricKind kind, String unit, MetricTag... tags) {
    this.metricName = metricName;
    this.kind = kind;
    this.unit = unit;
    this.tags = List.of(tags);
  }

  /**
   * The name that monitoring shows.
   *
   * @return such as {@code smtpra.sessions.active}
   */
  public String metricName() {
    return metricName;
  }

  public MetricKind kind() {
    return kind;
  }

  /**
   * What the value counts.
   *
   * @return {@code seconds} for a timer, {@code 1} for yes or no
   */
  public String unit() {
    return unit;
  }

  /**
   * What the metric is broken down by.
   *
   * @return its tags, none for a metric of the whole factory
   */
  public List<MetricTag> tags() {
    return tags;
  }
}
