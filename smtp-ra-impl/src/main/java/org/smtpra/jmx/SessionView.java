package org.smtpra.jmx;

import org.smtpra.delivery.SessionCondition;

/** An open session at one moment. Immutable. */
public final class SessionView {

  private final String endpointKey;
  private final boolean leased;
  private final double ageSeconds;
  private final double unusedSeconds;
  private final int messages;

  /**
   * Reads it.
   *
   * @param session what is known of it
   */
  public SessionView(SessionCondition session) {
    this.endpointKey = session.endpointKey();
    this.leased = session.leased();
    this.ageSeconds = Seconds.of(session.age());
    this.unusedSeconds = Seconds.of(session.unused());
    this.messages = session.messages();
  }

  /** {@code host:port}. */
  public String getEndpointKey() {
    return endpointKey;
  }

  /** Whether a borrower has it. */
  public boolean isLeased() {
    return leased;
  }

  /** How long it has been open. */
  public double getAgeSeconds() {
    return ageSeconds;
  }

  /** How long ago its last message ended. */
  public double getUnusedSeconds() {
    return unusedSeconds;
  }

  /** How many messages it has carried. */
  public int getMessages() {
    return messages;
  }
}
