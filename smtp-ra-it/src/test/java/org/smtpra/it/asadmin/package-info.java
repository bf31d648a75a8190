/**
 * How to drive Payara and GlassFish: by the commands of docs/how-to/payara.md, at asadmin's own
 * prompt.
 *
 * <p>Imports the server package. Open {@link org.smtpra.it.asadmin.AsadminServer} first.
 */
@NullMarked
package org.smtpra.it.asadmin;

import org.jspecify.annotations.NullMarked;
