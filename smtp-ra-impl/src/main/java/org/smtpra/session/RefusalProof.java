package org.smtpra.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * Proves that a refusal in the verdict's place is the verdict. With BDAT no 354 stands between the
 * replies to the envelope and the verdict, so a reply too many may have taken its place. EHLO
 * tells: it resets like RSET (RFC 5321 section 4.1.4), and its answer of several lines cannot be
 * taken for another command's.
 */
final class RefusalProof {

  private final Conversation conversation;
  private final Duration budget;

  RefusalProof(Conversation conversation, Duration budget) {
    this.conversation = conversation;
    this.budget = budget;
  }

  /**
   * Ends the refused transaction.
   *
   * @throws SmtpFailure if the answer shows that a reply before it was one too many
   */
  void resetInStep() throws SmtpFailure {
    if (conversation.isBroken()) {
      return;
    }
    try {
      SmtpReply reply =
          conversation.command(
              SmtpSendStage.FINAL_REPLY,
              conversation.situation().ehlo(),
              conversation.budget(budget));
      failIfNotOfEhlo(reply);
    } catch (SmtpFailure e) {
      // A connection that ends here takes nothing back: the refusal was complete.
      if (e.classification().reason() == SmtpFailureReason.PROTOCOL_ERROR) {
        throw e;
      }
    }
  }

  /**
   * As {@link #resetInStep} where the server seems not to know BDAT: it may have taken the content
   * for commands and refuse those one by one. After 500 or 502 the message is sent again without
   * asking anybody, so what cannot be confirmed is no refusal here.
   *
   * @throws SmtpFailure if anything but refusals comes before the answer to EHLO, or none does
   */
  void ofUnknownBdat(SmtpReply verdict) throws SmtpFailure {
    Deadline deadline = conversation.budget(budget);
    ByteBuffer ehlo = ByteBuffer.wrap(conversation.situation().ehlo());
    failIfEnded(verdict);
    conversation.transcript().command(conversation.situation().ehlo());
    conversation.write(SmtpSendStage.FINAL_REPLY, ehlo, deadline, () -> {});
    SmtpReply reply = conversation.reply(SmtpSendStage.FINAL_REPLY, deadline);
    while (Replies.isRefusal(reply)) {
      failIfEnded(reply);
      reply = conversation.reply(SmtpSendStage.FINAL_REPLY, deadline);
    }
    failIfNotOfEhlo(reply);
  }

  private void failIfEnded(SmtpReply last) throws SmtpFailure {
    if (conversation.isBroken()) {
      String text = "the connection ended behind " + last;
      throw conversation.broken(FailureCause.CONNECTION_LOST, text, null);
    }
  }

  private void failIfNotOfEhlo(SmtpReply reply) throws SmtpFailure {
    if (!Replies.isOfEhlo(reply)) {
      String text = "the server answered EHLO with " + reply;
      throw conversation.broken(FailureCause.PROTOCOL_ERROR, text, null);
    }
  }
}
