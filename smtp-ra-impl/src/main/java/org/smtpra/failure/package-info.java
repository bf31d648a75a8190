/**
 * From stage and cause to classification, as a table.
 *
 * <p>Imports the API only; session, host and delivery throw its {@link
 * org.smtpra.failure.SmtpFailure}. Open {@link org.smtpra.failure.FailureTable} first.
 */
@NullMarked
package org.smtpra.failure;

import org.jspecify.annotations.NullMarked;
