package org.smtpra.testkit.chaos.host;

import java.time.Duration;

/**
 * One mischief of a plan.
 *
 * @param host the server's endpoint key
 * @param mischief its name in the server's deck
 * @param pauseBefore how long the server is whole before it
 * @param length how long it lasts
 * @param seed decides its particulars
 */
public record NemesisStep(
    String host, String mischief, Duration pauseBefore, Duration length, long seed) {}
