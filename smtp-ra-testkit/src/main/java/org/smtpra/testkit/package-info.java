/**
 * Test doors for every other module: a real SMTP server that misbehaves on request, certificates
 * made at test time, and fakes for the clock and for the application server.
 *
 * <p>Imports the JDK, Jakarta Connectors, JUnit's API and {@code org.smtpra.testkit.sasl}; nothing
 * of the adapter itself. Open {@link org.smtpra.testkit.ScriptedSmtpServer} first, then {@link
 * org.smtpra.testkit.Fault}.
 */
@NullMarked
package org.smtpra.testkit;

import org.jspecify.annotations.NullMarked;
