package org.smtpra.testkit.chaos.front;

/**
 * One connection through a front that has ended.
 *
 * @param port the front's port
 * @param openedNanos when it was accepted, by {@link System#nanoTime()}
 * @param endedNanos when its client closed it, or the front cut it
 * @param cut whether the front ended it
 * @param reached whether the server behind the front took it
 */
public record FrontConnection(
    int port, long openedNanos, long endedNanos, boolean cut, boolean reached) {}
