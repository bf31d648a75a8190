package org.smtpra.session;

import java.util.function.BooleanSupplier;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * A message that its caller means to send next in the same session. Its envelope may travel with
 * the content of the one before it, or all of it may be in flight with that one.
 *
 * @param message the next message
 * @param limit by when it must have ended
 * @param mayFollow asked once, and only when its octets would leave the next moment: whether the
 *     session may carry another message, and its host take it at once
 * @param verdict hears what became of it where all of it went; it must not be sent again then
 */
public record NextMessage(
    Outgoing message, Deadline limit, BooleanSupplier mayFollow, Verdict verdict) {

  /** Hears what became of a message that went with another one: one of the two, once. */
  public interface Verdict {

    /** The server took it. */
    void taken(TransactionResult result);

    /** It was not taken, or it is unknown whether it was. */
    void failed(SmtpFailure failure);
  }
}
