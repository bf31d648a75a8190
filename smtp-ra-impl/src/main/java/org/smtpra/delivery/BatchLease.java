package org.smtpra.delivery;

import org.jspecify.annotations.Nullable;
import org.smtpra.failure.SmtpFailure;

/** The lease over which one thread sends its part of a batch. Used by that thread only. */
public interface BatchLease {

  /**
   * Sends a message, once.
   *
   * @param message the message
   * @param next the one that will be sent next in the same way; null where none is known
   * @return what the server said
   * @throws SmtpFailure if it failed
   */
  SendAttempt.Sent send(PreparedMessage message, @Nullable PreparedMessage next) throws SmtpFailure;

  /** Gives the lease back: what follows must not hold one. */
  void giveBack();
}
