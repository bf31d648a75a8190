/**
 * The servers of a chaos run: what can be done to them, when it is done, and what they know
 * afterwards.
 *
 * <p>May import {@code org.smtpra.testkit}, its servers, {@code front} and {@code order}. Open
 * {@link org.smtpra.testkit.chaos.host.ChaosHost} first, then {@link
 * org.smtpra.testkit.chaos.host.Nemesis}.
 */
@NullMarked
package org.smtpra.testkit.chaos.host;

import org.jspecify.annotations.NullMarked;
