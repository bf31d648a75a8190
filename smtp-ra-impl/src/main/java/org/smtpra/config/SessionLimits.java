package org.smtpra.config;

import java.time.Duration;

/**
 * When a session is proven by a probe, and when it is replaced.
 *
 * @param keepAliveInterval a session idle for longer is probed before reuse; zero for every reuse
 * @param idleTimeout a session idle for longer is not used again; zero for no limit
 * @param maxMessagesPerSession messages after which a session is replaced; zero for no limit
 * @param maxSessionAge the age at which a session is replaced; zero for no limit
 */
public record SessionLimits(
    Duration keepAliveInterval,
    Duration idleTimeout,
    int maxMessagesPerSession,
    Duration maxSessionAge) {}
