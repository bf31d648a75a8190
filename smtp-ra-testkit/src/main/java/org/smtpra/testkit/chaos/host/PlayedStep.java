package org.smtpra.testkit.chaos.host;

/**
 * A mischief that was done.
 *
 * @param step what was planned
 * @param beganNanos when it began, by {@link System#nanoTime()}
 * @param endedNanos when the server was whole again
 */
public record PlayedStep(NemesisStep step, long beganNanos, long endedNanos) {}
