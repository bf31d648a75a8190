/**
 * Tests of sockets, TLS, addresses and deadlines, against real sockets on the loopback address.
 *
 * <p>Imports JUnit, the testkit's certificates and the package under test. Open {@link
 * org.smtpra.transport.SmtpChannelTest} first.
 */
@NullMarked
package org.smtpra.transport;

import org.jspecify.annotations.NullMarked;
