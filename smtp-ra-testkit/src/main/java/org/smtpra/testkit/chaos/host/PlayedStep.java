package org.smtpra.testkit.chaos.host;

/**
 * A mischief that was done.
 *
 * @param step what was planned
 * @param beganNanos when it began, by {@link System#nanoTime()}
 * @param endedNanos when the server was whole again
 */
public record PlayedStep(NemesisStep step, long beganNanos, long endedNanos) {

  /** Whether the host was down meanwhile, and attempts to reach it were counted all the same. */
  public boolean countsAttempts() {
    return step.mischief().equals(FrontMischiefs.HANGS_UP);
  }
}
