package org.smtpra.jmx;

import org.smtpra.SmtpLeaseStatus;

/** A lease that is out at one moment. Immutable. */
public final class LeaseView {

  private final String endpointKey;
  private final String thread;
  private final double heldSeconds;

  /**
   * Reads it.
   *
   * @param lease what is known of it
   */
  public LeaseView(SmtpLeaseStatus lease) {
    this.endpointKey = lease.endpointKey();
    this.thread = lease.thread();
    this.heldSeconds = Seconds.of(lease.age());
  }

  /** The host of its session, empty where it has none. */
  public String getEndpointKey() {
    return endpointKey;
  }

  /** The thread that took it. */
  public String getThread() {
    return thread;
  }

  /** How long it has been out. */
  public double getHeldSeconds() {
    return heldSeconds;
  }
}
