package org.smtpra.delivery;

import java.util.OptionalInt;
import org.smtpra.session.Envelope;
import org.smtpra.session.MessageContent;
import org.smtpra.session.Outgoing;
import org.smtpra.transport.Deadline;

/**
 * A message that is ready to be sent. Immutable, apart from a streamed content's source.
 *
 * @param envelope from whom, to whom
 * @param content its octets
 * @param messageId its identity
 * @param limit by when all must have ended
 * @param startedNanos when the caller asked for it
 * @param retries attempts after the first one; empty for as many as are configured
 * @param withdrawal who may call it off
 */
public record PreparedMessage(
    Envelope envelope,
    MessageContent content,
    String messageId,
    Deadline limit,
    long startedNanos,
    OptionalInt retries,
    Withdrawal withdrawal) {

  /** The message as a session takes it. */
  Outgoing outgoing() {
    return new Outgoing(envelope, content);
  }

  /** The same message for some of its recipients. */
  PreparedMessage to(Envelope remaining) {
    return new PreparedMessage(
        remaining, content, messageId, limit, startedNanos, retries, withdrawal);
  }

  /**
   * The same message, which somebody may call off.
   *
   * @param by who
   * @return a new message
   */
  public PreparedMessage withdrawnBy(Withdrawal by) {
    return new PreparedMessage(envelope, content, messageId, limit, startedNanos, retries, by);
  }

  /**
   * The same message with its octets from elsewhere.
   *
   * @param other the same octets
   * @return a new message
   */
  public PreparedMessage with(MessageContent other) {
    return new PreparedMessage(
        envelope, other, messageId, limit, startedNanos, retries, withdrawal);
  }
}
