package org.smtpra.token;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.smtpra.event.SmtpEventListener;

/**
 * What fetching tokens needs of the world.
 *
 * @param workers run one fetch each
 * @param spare runs a fetch that no worker has begun soon
 * @param nanoTime the monotonic clock
 * @param clock the wall clock, for what is signed
 * @param random from 0 to 1
 * @param pause the longest time after a failed fetch without another one
 * @param events hears of each fetch
 */
public record TokenCircumstances(
    Executor workers,
    Executor spare,
    LongSupplier nanoTime,
    Clock clock,
    DoubleSupplier random,
    Duration pause,
    SmtpEventListener events) {}
