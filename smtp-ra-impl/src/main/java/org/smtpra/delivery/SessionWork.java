package org.smtpra.delivery;

import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.SmtpSession;

/**
 * Something done with a ready session.
 *
 * @param <T> what comes of it
 */
interface SessionWork<T> {
  T with(PooledSession session) throws SmtpFailure;

  /** Tells whether this session waits for this very work, and so is the one to do it with. */
  default boolean isAwaitedBy(SmtpSession session) {
    return false;
  }
}
