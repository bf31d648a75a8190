package org.smtpra.delivery;

import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.SmtpSession;

/**
 * Something done with a ready session.
 *
 * @param <T> what comes of it
 */
interface SessionWork<T> {
  T with(SmtpSession session) throws SmtpFailure;
}
