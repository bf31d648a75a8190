/**
 * The Connectors side: what the application server creates, pools and calls.
 *
 * <p>Imports everything below it, and is the only package that imports {@code
 * jakarta.resource.spi}. Open {@link org.smtpra.ra.SmtpConnectionFactoryImpl} first, then {@link
 * org.smtpra.ra.SmtpManagedConnection}.
 */
@NullMarked
package org.smtpra.ra;

import org.jspecify.annotations.NullMarked;
