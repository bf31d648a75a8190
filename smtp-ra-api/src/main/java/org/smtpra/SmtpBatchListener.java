package org.smtpra;

/** Hears how {@link SmtpConnectionFactory#sendAll} gets on. */
@FunctionalInterface
public interface SmtpBatchListener {

  /**
   * A message was decided. Called by the thread that sent it, with several leases not always the
   * caller's, but never by two at once; messages are decided in no fixed order. Return soon: the
   * session waits. What this method throws is logged once a batch and changes nothing.
   *
   * @param outcome what became of the message
   * @param decided how many messages of the batch are decided, this one included
   * @param total how many messages the batch has
   */
  void decided(SmtpSendOutcome outcome, int decided, int total);
}
