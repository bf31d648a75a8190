/**
 * One listener interface for everything that happens; counters, and later metrics, JMX and logs,
 * are listeners.
 *
 * <p>Imports the API only and is imported by all. Open {@link org.smtpra.event.SmtpEventListener}
 * first.
 */
@NullMarked
package org.smtpra.event;

import org.jspecify.annotations.NullMarked;
