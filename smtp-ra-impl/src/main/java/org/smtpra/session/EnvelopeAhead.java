package org.smtpra.session;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;

/**
 * The next message's envelope with its DATA, which leaves in the flush that completes the message
 * before it (RFC 2920 section 3.1). Nothing of the next message's content has left by then, so
 * nothing of it can have been accepted. The 354 that answers it, or a refusal, proves the replies
 * before it to be in step. One thread at a time.
 */
final class EnvelopeAhead {

  private final Outgoing message;
  private final Transaction transaction;
  private final BooleanSupplier mayLeave;
  private boolean gone;
  private boolean cut;

  EnvelopeAhead(Outgoing message, Transaction transaction, BooleanSupplier mayLeave) {
    this.message = message;
    this.transaction = transaction;
    this.mayLeave = mayLeave;
  }

  Outgoing message() {
    return message;
  }

  /** The transaction that it began. */
  Transaction transaction() {
    return transaction;
  }

  boolean mayLeave() {
    return mayLeave.getAsBoolean();
  }

  /** The octets, which are taken to be on the wire from now on, whatever becomes of the write. */
  ByteBuffer leave() {
    gone = true;
    return transaction.envelopeOctets();
  }

  boolean hasGone() {
    return gone;
  }

  /** Not all of it could be written: nothing may follow in this conversation. */
  void wasCut() {
    cut = true;
  }

  boolean isCut() {
    return cut;
  }

  /**
   * Hears its replies behind a refusal of the message before it, which may have been one said while
   * that one's content went out, and then would not be the last word on it.
   *
   * @throws SmtpFailure of the message before it, where a reply is not of the command in whose
   *     place it came; a connection that ends here takes nothing back
   */
  void confirmInStep(Conversation conversation) throws SmtpFailure {
    if (conversation.isBroken()) {
      return;
    }
    transaction.hearAhead();
    if (!conversation.isBroken() && conversation.earlyReply() != null) {
      throw conversation.broken(
          FailureCause.PROTOCOL_ERROR, "the server said more than it was asked for", null);
    }
  }
}
