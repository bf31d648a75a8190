package org.smtpra.config;

/**
 * The size of the stand-alone pool.
 *
 * @param minPoolSize sessions to keep open, at most {@code maxPoolSize}
 * @param maxPoolSize leases at a time
 */
public record PoolLimits(int minPoolSize, int maxPoolSize) {}
