/**
 * Tests of what applications see.
 *
 * <p>Imports the API only. Open {@link org.smtpra.SmtpSendFailedExceptionTest} first.
 */
@NullMarked
package org.smtpra;

import org.jspecify.annotations.NullMarked;
