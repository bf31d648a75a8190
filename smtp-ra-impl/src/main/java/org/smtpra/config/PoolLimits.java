package org.smtpra.config;

import java.time.Duration;

/**
 * The size of the stand-alone pool.
 *
 * @param minPoolSize sessions to keep open, at most {@code maxPoolSize}
 * @param maxPoolSize leases at a time
 * @param minPoolRefillDelay the wait before sessions that ended are replaced; zero for none
 */
public record PoolLimits(int minPoolSize, int maxPoolSize, Duration minPoolRefillDelay) {}
