/**
 * One SMTP conversation: open, transact, probe, close.
 *
 * <p>Imports protocol, auth, transport, failure, config and the API. Everything that goes wrong
 * leaves here as a classified {@link org.smtpra.failure.SmtpFailure}. Open {@link
 * org.smtpra.session.SmtpSession} first, then {@code Transaction}.
 */
@NullMarked
package org.smtpra.session;

import org.jspecify.annotations.NullMarked;
