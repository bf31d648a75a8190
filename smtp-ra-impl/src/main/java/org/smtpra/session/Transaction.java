package org.smtpra.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Timeouts;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.Capabilities;
import org.smtpra.protocol.MailParameters;
import org.smtpra.protocol.MalformedReplyException;
import org.smtpra.protocol.Notifications;

/** One message, from MAIL to the final reply (RFC 5321 section 3.3). */
final class Transaction {

  private final Conversation conversation;
  private final Timeouts timeouts;
  private final MessageNeeds needs;
  private final EnvelopeExchange exchange;

  Transaction(
      Conversation conversation, Capabilities capabilities, Timeouts timeouts, Envelope envelope) {
    this.conversation = conversation;
    this.timeouts = timeouts;
    this.needs = new MessageNeeds(conversation, capabilities, envelope);
    this.exchange = new EnvelopeExchange(conversation, envelope, timeouts.send());
  }

  TransactionResult run(MessageContent content, SendMode mode, HostQuirks quirks)
      throws SmtpFailure {
    boolean ended = false;
    try {
      MailParameters parameters = needs.check(content);
      Optional<Notifications> notifications = needs.notifications();
      CommandGroup commands = exchange.commands(parameters, notifications, mode);
      SmtpReply verdict =
          transfer(mode, quirks).send(DeclaredContent.of(content, parameters), commands);
      if (!verdict.isPositive()) {
        throw refused(verdict, mode);
      }
      if (mode.chunked()) {
        failIfMoreWasSaid(verdict);
      }
      ended = true;
      return new TransactionResult(
          verdict, exchange.ledger().outcomes(Disposition.ACCEPTED, verdict));
    } catch (SmtpFailure e) {
      ended = true;
      throw e.withRecipients(outcomes(e, mode));
    } finally {
      if (!ended) {
        // An Error of a content handler: the next message must not become the rest of this one.
        conversation.abort(FailureCause.MESSAGE_INVALID);
      }
    }
  }

  private ContentTransfer transfer(SendMode mode, HostQuirks quirks) {
    if (mode.inOneFlush()) {
      return new OneFlushTransfer(conversation, exchange, timeouts, quirks);
    }
    return mode.chunked()
        ? new BdatTransfer(conversation, exchange, timeouts, quirks)
        : new DataTransfer(conversation, exchange, timeouts, mode.dataJoins());
  }

  /**
   * With BDAT no 354 stands between the envelope's replies and the verdict, so after a reply too
   * many another one's 250 would be taken for it. The server's farewell alone may follow.
   */
  private void failIfMoreWasSaid(SmtpReply verdict) throws SmtpFailure {
    if (conversation.isBroken()) {
      return;
    }
    SmtpReply more = null;
    try {
      more = conversation.replyNow();
    } catch (MalformedReplyException e) {
      throw conversation.failed(e);
    } catch (IOException e) {
      // A connection that ends behind the verdict does not change it; the next look finds out.
    }
    if (more != null && !Replies.isLastWord(more)) {
      throw conversation.broken(
          FailureCause.PROTOCOL_ERROR, "after " + verdict + " the server said " + more, null);
    }
  }

  /**
   * RFC 3030 section 2 leaves the state after a refused BDAT open. After DATA the next MAIL may
   * follow; the 354 leaves no room for a reply too many but for one said while the content went
   * out.
   */
  private SmtpFailure refused(SmtpReply verdict, SendMode mode) throws SmtpFailure {
    SmtpFailure failure = conversation.refused(SmtpSendStage.FINAL_REPLY, verdict);
    if (mode.chunked()) {
      new RefusalProof(conversation, timeouts.send()).resetInStep();
    } else {
      failIfMoreWasSaid(verdict);
    }
    return failure;
  }

  /** Where all went out in one flush, a refusal in the midst of it may be another command's. */
  private List<RecipientOutcome> outcomes(SmtpFailure failure, SendMode mode) {
    Disposition accepted = disposition(failure);
    return mode.inOneFlush() && accepted == Disposition.UNKNOWN
        ? exchange.ledger().unknown()
        : exchange.ledger().outcomes(accepted, deciding(failure));
  }

  /** What a failure means for the recipients that RCPT had accepted. */
  private static Disposition disposition(SmtpFailure failure) {
    SmtpFailureClassification why = failure.classification();
    if (why.kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA) {
      return Disposition.UNKNOWN;
    }
    SmtpReply reply = deciding(failure);
    if (reply != null && reply.isPermanentRefusal()) {
      return Disposition.REFUSED;
    }
    return reply != null && reply.isTransientRefusal()
        ? Disposition.DEFERRED
        : Disposition.NOT_ATTEMPTED;
  }

  /** The refusal of DATA or of the content is what the accepted recipients hear. */
  private static @Nullable SmtpReply deciding(SmtpFailure failure) {
    SmtpFailureClassification why = failure.classification();
    return switch (why.stage()) {
      case DATA, CONTENT, FINAL_REPLY -> why.reply().orElse(null);
      default -> null;
    };
  }
}
