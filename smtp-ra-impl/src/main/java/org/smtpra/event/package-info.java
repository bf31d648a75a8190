/**
 * One listener interface for everything that happens; metrics, logs and whatever else wants to know
 * are listeners.
 *
 * <p>Imports the API only and is imported by all. Open {@link org.smtpra.event.SmtpEventListener}
 * first.
 */
@NullMarked
package org.smtpra.event;

import org.jspecify.annotations.NullMarked;
