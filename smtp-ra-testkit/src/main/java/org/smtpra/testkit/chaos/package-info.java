/**
 * The chaos checker: callers send numbered messages while servers fail on purpose, and afterwards
 * every message is accounted for, once.
 *
 * <p>{@link org.smtpra.testkit.chaos.ChaosRun} brings together what the packages below do: {@code
 * order} says what is sent, {@code host} what the servers do and know, {@code front} the network,
 * {@code law} what must be true afterwards. The adapter is reached through {@link
 * org.smtpra.testkit.chaos.order.MailCaller} alone, so that the same checker runs against the
 * stand-alone pool and against an application server. May import the API, never the adapter.
 */
@NullMarked
package org.smtpra.testkit.chaos;

import org.jspecify.annotations.NullMarked;
