/**
 * Real mail servers (Postfix, Exim, OpenSMTPD, Dovecot submission) started for a test on the
 * loopback interface.
 *
 * <p>May import the Java platform and JUnit's assumptions only: nothing of the adapter.
 *
 * <p>Open {@link org.smtpra.testkit.server.RealMailServer} first, then one server, such as {@link
 * org.smtpra.testkit.server.PostfixServer}.
 */
@NullMarked
package org.smtpra.testkit.server;

import org.jspecify.annotations.NullMarked;
