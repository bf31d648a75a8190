package org.smtpra.config;

import java.time.Duration;

/**
 * How long a host, or a refused credential, is left alone.
 *
 * @param reconnectCooldown the first pause; doubled by each failure that follows it; zero for none
 * @param maxReconnectCooldown the longest pause, at least {@code reconnectCooldown}
 * @param jitterRatio by what share a pause is made longer or shorter at random, 0 to 1
 */
public record CooldownRules(
    Duration reconnectCooldown, Duration maxReconnectCooldown, double jitterRatio) {}
