package org.smtpra;

import java.time.Duration;
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
 * @param state whether new sessions to it may be opened
 * @param untilNextAttempt how long it is still left alone; zero unless it is cooling down
 * @param lastTrouble what went wrong last, for a person; an empty text where nothing ever did
 */
public record SmtpHostStatus(
    String endpointKey,
    int priority,
    int weight,
    int openSessions,
    long sessionsOpened,
    long openFailures,
    SmtpHostState state,
    Duration untilNextAttempt,
    String lastTrouble) {

  /** Refuses null. */
  public SmtpHostStatus {
    Objects.requireNonNull(endpointKey, "endpointKey");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(untilNextAttempt, "untilNextAttempt");
    Objects.requireNonNull(lastTrouble, "lastTrouble");
  }
}
