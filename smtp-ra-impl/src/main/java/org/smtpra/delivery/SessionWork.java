package org.smtpra.delivery;

import org.smtpra.failure.SmtpFailure;

/**
 * Something done with a ready session.
 *
 * @param <T> what comes of it
 */
interface SessionWork<T> {
  T with(PooledSession session) throws SmtpFailure;
}
