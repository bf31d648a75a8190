package org.smtpra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.MailParameters;
import org.smtpra.protocol.MalformedReplyException;

/** One message, from MAIL to the final reply (RFC 5321 section 3.3). */
final class Transaction {

  private final Conversation conversation;
  private final Terms terms;
  private final SendMode mode;
  private final MessageNeeds needs;
  private final EnvelopeExchange exchange;
  private @Nullable Composed composed;

  Transaction(Terms terms, Envelope envelope, SendMode mode) {
    this.terms = terms;
    this.conversation = terms.conversation();
    this.mode = mode;
    this.needs = new MessageNeeds(conversation, terms.capabilities(), envelope);
    this.exchange = new EnvelopeExchange(conversation, envelope, terms.timeouts().send());
  }

  /** The commands of the envelope and what they say. */
  private record Composed(MailParameters parameters, CommandGroup commands) {}

  /** Makes the commands; nothing is said yet. */
  void compose(MessageContent content) throws SmtpFailure {
    MailParameters parameters = needs.check(content);
    composed = new Composed(parameters, exchange.commands(parameters, needs.notifications(), mode));
  }

  private Composed composed() {
    return Objects.requireNonNull(composed, "composed");
  }

  /** Tells whether the composed envelope may be under way at once. */
  boolean fitsOneFlush() {
    return composed().commands().fitOneFlush();
  }

  /** The composed envelope, for a flush of somebody else's; {@link #run} then hears the replies. */
  ByteBuffer envelopeOctets() {
    return composed().commands().leaveAhead();
  }

  /**
   * Hears the replies to the envelope that went ahead, before {@link #run}.
   *
   * @throws SmtpFailure if one of them cannot be its command's
   */
  void hearAhead() throws SmtpFailure {
    try {
      composed().commands().hearAll();
    } catch (SmtpFailure e) {
      if (e.classification().reason() == SmtpFailureReason.PROTOCOL_ERROR) {
        throw e;
      }
      return;
    }
    exchange.failIfOutOfStep();
  }

  /** Envelope and content in one piece, for a flush of somebody else's, and what goes before. */
  ByteBuffer inOnePiece(byte[] before, MessageContent content) throws SmtpFailure {
    ByteBuffer envelope = composed().commands().leaveAhead();
    ByteBuffer front = ByteBuffer.allocate(before.length + envelope.remaining());
    return OneFlushTransfer.collect(conversation, front.put(before).put(envelope).flip(), content);
  }

  /** The commands whose replies somebody else hears. */
  CommandGroup commands() {
    return composed().commands();
  }

  boolean isChunked() {
    return mode.chunked();
  }

  EnvelopeExchange exchange() {
    return exchange;
  }

  /** Sends the message; the envelope of another one may leave with the end of its content. */
  TransactionResult run(MessageContent content, @Nullable EnvelopeAhead ahead) throws SmtpFailure {
    boolean ended = false;
    try {
      if (composed == null) {
        compose(content);
      }
      MessageContent declared = DeclaredContent.of(content, composed().parameters());
      SmtpReply verdict = transfer(ahead).send(declared, composed().commands());
      if (!verdict.isPositive()) {
        throw refused(verdict, ahead);
      }
      if (mode.chunked()) {
        failIfMoreWasSaid(verdict);
      }
      ended = true;
      return taken(verdict);
    } catch (SmtpFailure e) {
      ended = true;
      throw told(e);
    } finally {
      if (!ended) {
        // An Error of a content handler: the next message must not become the rest of this one.
        conversation.abort(FailureCause.MESSAGE_INVALID);
      }
    }
  }

  /** The result where the verdict is a yes. */
  TransactionResult taken(SmtpReply verdict) {
    return new TransactionResult(
        verdict, exchange.ledger().outcomes(Disposition.ACCEPTED, verdict));
  }

  /** The failure with what became of the recipients. */
  SmtpFailure told(SmtpFailure e) {
    return e.withRecipients(outcomes(e));
  }

  private ContentTransfer transfer(@Nullable EnvelopeAhead ahead) {
    if (mode.inOneFlush()) {
      return new OneFlushTransfer(conversation, exchange, terms.timeouts(), terms.quirks());
    }
    return mode.chunked()
        ? new BdatTransfer(conversation, exchange, terms.timeouts(), terms.quirks())
        : new DataTransfer(terms, exchange, mode.dataJoins(), ahead);
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
  private SmtpFailure refused(SmtpReply verdict, @Nullable EnvelopeAhead ahead) throws SmtpFailure {
    SmtpFailure failure = conversation.refused(SmtpSendStage.FINAL_REPLY, verdict);
    if (mode.chunked()) {
      new RefusalProof(conversation, terms.timeouts().send()).resetInStep();
    } else if (ahead != null && ahead.hasGone()) {
      ahead.confirmInStep(conversation);
    } else {
      failIfMoreWasSaid(verdict);
    }
    return failure;
  }

  /** Where all went out in one flush, a refusal in the midst of it may be another command's. */
  private List<RecipientOutcome> outcomes(SmtpFailure failure) {
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
