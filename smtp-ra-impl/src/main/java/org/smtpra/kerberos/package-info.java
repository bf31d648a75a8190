/**
 * Where Kerberos tickets come from, by which GSSAPI signs in: a keytab, the process's ticket cache,
 * or what the container hands over.
 *
 * <p>The JDK talks to the key distribution centre, on a worker, because nothing else bounds that.
 * Imports the public API, {@code config}, {@code auth}, {@code transport} and the JDK. Loaded only
 * where GSSAPI is configured: a server need not show the JDK's Kerberos to everybody. Open {@link
 * org.smtpra.kerberos.TicketOffice} first.
 */
@NullMarked
package org.smtpra.kerberos;

import org.jspecify.annotations.NullMarked;
