package org.smtpra.jmx;

import org.smtpra.SmtpHostStatus;

/** A configured host at one moment. Immutable. */
public final class HostView {

  private final String endpointKey;
  private final String state;
  private final double secondsToNextAttempt;
  private final int priority;
  private final int weight;
  private final int openSessions;
  private final long sessionsOpened;
  private final long openFailures;
  private final String lastTrouble;

  /**
   * Reads it.
   *
   * @param status what is known of it
   */
  public HostView(SmtpHostStatus status) {
    this.endpointKey = status.endpointKey();
    this.state = status.state().name();
    this.secondsToNextAttempt = Seconds.of(status.untilNextAttempt());
    this.priority = status.priority();
    this.weight = status.weight();
    this.openSessions = status.openSessions();
    this.sessionsOpened = status.sessionsOpened();
    this.openFailures = status.openFailures();
    this.lastTrouble = MaskedText.of(status.lastTrouble());
  }

  /** {@code host:port}. */
  public String getEndpointKey() {
    return endpointKey;
  }

  /** A constant of {@code SmtpHostState}. */
  public String getState() {
    return state;
  }

  /** How long it is still left alone; 0 unless it is cooling down. */
  public double getSecondsToNextAttempt() {
    return secondsToNextAttempt;
  }

  /** Its tier; lower is preferred. */
  public int getPriority() {
    return priority;
  }

  /** Its share of new sessions inside the tier. */
  public int getWeight() {
    return weight;
  }

  /** Sessions open to it now. */
  public int getOpenSessions() {
    return openSessions;
  }

  /** Sessions opened to it so far. */
  public long getSessionsOpened() {
    return sessionsOpened;
  }

  /** Attempts to open one that failed. */
  public long getOpenFailures() {
    return openFailures;
  }

  /** What went wrong last, without mail addresses; empty where nothing did. */
  public String getLastTrouble() {
    return lastTrouble;
  }
}
