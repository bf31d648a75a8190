package org.smtpra.delivery;

import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.TransactionResult;

/** One attempt to send a message: a lease, a session, a transaction. */
public interface SendAttempt {

  /**
   * Makes the attempt, and gives the lease back where it took one.
   *
   * @param message to send
   * @return what the server said, and which one
   * @throws SmtpFailure if it failed
   */
  Sent run(PreparedMessage message) throws SmtpFailure;

  /**
   * A message that a server took.
   *
   * @param endpointKey the server
   * @param transaction its words
   */
  record Sent(String endpointKey, TransactionResult transaction) {}
}
