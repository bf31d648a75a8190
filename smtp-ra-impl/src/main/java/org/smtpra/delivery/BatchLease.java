package org.smtpra.delivery;

import org.smtpra.failure.SmtpFailure;

/** The lease over which one thread sends its part of a batch. Used by that thread only. */
public interface BatchLease {

  /**
   * Sends a message, once, and perhaps some of the next ones with it.
   *
   * @param message the message
   * @param behind those that will be sent next in the same way; they hear it if they went
   * @return what the server said
   * @throws SmtpFailure if it failed
   */
  SendAttempt.Sent send(PreparedMessage message, Followers behind) throws SmtpFailure;

  /** Gives the lease back: what follows must not hold one. */
  void giveBack();
}
