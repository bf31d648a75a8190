/**
 * The connection manager for Java SE, Tomcat and tests: a small fair pool.
 *
 * <p>Imports ra, config and the API. Not in the RAR: in an application server the server's pool is
 * the pool. Open {@link org.smtpra.standalone.SmtpPool} first.
 */
@NullMarked
package org.smtpra.standalone;

import org.jspecify.annotations.NullMarked;
