/**
 * The network in front of a mail server: TCP relays that can be told to fail as networks and
 * machines do, and that know at every instant how many connections are open.
 *
 * <p>May import the JDK and {@code org.smtpra.testkit.CutEnding}. Open {@link
 * org.smtpra.testkit.chaos.front.TcpFront} first.
 */
@NullMarked
package org.smtpra.testkit.chaos.front;

import org.jspecify.annotations.NullMarked;
