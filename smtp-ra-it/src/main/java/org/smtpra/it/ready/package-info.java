/**
 * The readiness check of an application, as docs/how-to/observe.md has it.
 *
 * <p>Imports MicroProfile Health and the observability jar, which only some servers and archives
 * have. Open {@link org.smtpra.it.ready.MailReadiness} first.
 */
@NullMarked
package org.smtpra.it.ready;

import org.jspecify.annotations.NullMarked;
