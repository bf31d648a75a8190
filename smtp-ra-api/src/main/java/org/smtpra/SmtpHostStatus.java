package org.smtpra;

import java.util.Objects;

/**
 * One configured host at one moment. Immutable and thread safe.
 *
 * @param endpointKey {@code host:port}
 * @param priority its tier; lower is preferred
 * @param weight its share of new sessions inside the tier
 * @param openSessions sessions open to it now
 * @param sessionsOpened sessions opened to it since the factory was configured
 * @param openFailures attempts to open a session to it that failed
 */
public record SmtpHostStatus(
    String endpointKey,
    int priority,
    int weight,
    int openSessions,
    long sessionsOpened,
    long openFailures) {

  /** Refuses null. */
  public SmtpHostStatus {
    Objects.requireNonNull(endpointKey, "endpointKey");
  }
}
