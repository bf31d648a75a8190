package org.smtpra.host;

/**
 * What is known of a host: {@link Available}, {@link CoolingDown} or {@link Probing}. A value; each
 * event gives the state that follows. Times are readings of a monotonic clock in nanoseconds.
 */
sealed interface HostHealth permits Available, CoolingDown, Probing {

  /** Tells whether a new session may be tried now. */
  boolean admits(long now);

  /** Somebody was let in; only where {@link #admits} says so. */
  HostHealth admitted();

  /** A session was opened: whatever was feared, the host serves. */
  default HostHealth opened() {
    return Available.UNTROUBLED;
  }

  /** The attempt that was let in in this state failed. */
  HostHealth failed(CooldownPolicy policy, long now);

  /** The attempt that was let in in this state ended without telling anything about the host. */
  default HostHealth withdrawn(long now) {
    return this;
  }

  /** A session broke in the midst of a message. */
  default HostHealth struck(CooldownPolicy policy, long now) {
    return this;
  }

  /** A message was taken. */
  default HostHealth sent() {
    return this;
  }
}
