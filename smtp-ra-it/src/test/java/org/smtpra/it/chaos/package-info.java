/**
 * The chaos checker's callers inside an application server.
 *
 * <p>Imports the testkit's orders and the public API: all of it is packed into a web application.
 * Open {@link org.smtpra.it.chaos.CallServlet} first.
 */
@NullMarked
package org.smtpra.it.chaos;

import org.jspecify.annotations.NullMarked;
