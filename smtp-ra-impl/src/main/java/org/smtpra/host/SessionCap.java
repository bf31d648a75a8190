package org.smtpra.host;

import java.time.Duration;

/**
 * How many sessions a host may have: what is configured, and fewer for a while where the host says
 * that there are too many. It then allows one more a minute. Guarded by its host's lock.
 */
final class SessionCap {

  static final int NONE = Integer.MAX_VALUE;

  /** How long a lowered cap stands before one more session is tried. */
  static final Duration STEP = Duration.ofMinutes(1);

  private final int configured;
  private int allowed;

  /** The number at which the host complained; beyond it a cap that nobody configured ends. */
  private int complaint;

  private long lastStep;

  /** Zero for no limit. */
  SessionCap(int configured) {
    this.configured = configured == 0 ? NONE : configured;
    this.allowed = this.configured;
  }

  int allowed(long now) {
    recover(now);
    return allowed;
  }

  /** The host refused, because of so many sessions, this one included. */
  void tooMany(int sessions, long now) {
    recover(now);
    complaint = Math.max(sessions, 1);
    allowed = Math.max(1, Math.min(allowed, sessions) - 1);
    lastStep = now;
  }

  private void recover(long now) {
    if (allowed == configured) {
      return;
    }
    long steps = (now - lastStep) / STEP.toNanos();
    lastStep += steps * STEP.toNanos();
    long raised = allowed + steps;
    allowed = raised >= configured || raised > complaint ? configured : (int) raised;
  }
}
