/**
 * What the scenarios need of any application server, and the application that they deploy.
 *
 * <p>Imports the test application; no server's own classes. Open {@link
 * org.smtpra.it.server.ApplicationServer} first.
 */
@NullMarked
package org.smtpra.it.server;

import org.jspecify.annotations.NullMarked;
