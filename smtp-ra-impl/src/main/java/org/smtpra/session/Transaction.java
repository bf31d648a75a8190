package org.smtpra.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Timeouts;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.Capabilities;
import org.smtpra.protocol.CommandLine;
import org.smtpra.protocol.DotStuffer;
import org.smtpra.protocol.MailParameters;
import org.smtpra.protocol.Mailbox;
import org.smtpra.session.MessageContent.EightBit;

/** One message, from MAIL to the final reply, one command at a time (RFC 5321 section 3.3). */
final class Transaction {

  private final Conversation conversation;
  private final Capabilities capabilities;
  private final Timeouts timeouts;
  private final Envelope envelope;
  private final RecipientLedger ledger;

  Transaction(
      Conversation conversation, Capabilities capabilities, Timeouts timeouts, Envelope envelope) {
    this.conversation = conversation;
    this.capabilities = capabilities;
    this.timeouts = timeouts;
    this.envelope = envelope;
    this.ledger = new RecipientLedger(envelope.recipients());
  }

  TransactionResult run(MessageContent content) throws SmtpFailure {
    boolean ended = false;
    try {
      MailParameters parameters = parameters(content);
      mail(parameters);
      recipients();
      data();
      SmtpReply verdict = content(content);
      if (!verdict.isPositive()) {
        throw conversation.refused(SmtpSendStage.FINAL_REPLY, verdict);
      }
      ended = true;
      return new TransactionResult(verdict, ledger.outcomes(Disposition.ACCEPTED, verdict));
    } catch (SmtpFailure e) {
      ended = true;
      throw e.withRecipients(ledger.outcomes(dispositionAfter(e), replyAfter(e)));
    } finally {
      if (!ended) {
        // An Error of a content handler: the next message must not become the rest of this one.
        conversation.abort(FailureCause.MESSAGE_INVALID);
      }
    }
  }

  /** What a failure means for the recipients that RCPT had accepted. */
  private static Disposition dispositionAfter(SmtpFailure failure) {
    if (failure.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA) {
      return Disposition.UNKNOWN;
    }
    SmtpReply reply = replyAfter(failure);
    if (reply != null && reply.isPermanentRefusal()) {
      return Disposition.REFUSED;
    }
    return reply != null && reply.isTransientRefusal()
        ? Disposition.DEFERRED
        : Disposition.NOT_ATTEMPTED;
  }

  private static @Nullable SmtpReply replyAfter(SmtpFailure failure) {
    return switch (failure.classification().stage()) {
      case DATA, CONTENT, FINAL_REPLY -> failure.classification().reply().orElse(null);
      default -> null;
    };
  }

  /** What the message needs must be on offer before anything is said. */
  private MailParameters parameters(MessageContent content) throws SmtpFailure {
    boolean utf8 = content.utf8Headers() || envelope.needsSmtpUtf8();
    boolean mayBeEightBit = content.eightBit() != EightBit.NO;
    boolean eightBitOffered = capabilities.offers("8BITMIME");
    if (utf8 && !capabilities.offers("SMTPUTF8")) {
      throw missing("SMTPUTF8", "an address or header with raw characters beyond ASCII");
    }
    if (content.eightBit() == EightBit.YES && !eightBitOffered) {
      throw missing("8BITMIME", "octets over 127");
    }
    refuseOversize(content.size());
    long declared = capabilities.offers("SIZE") ? content.size() : -1;
    return new MailParameters(declared, mayBeEightBit && eightBitOffered, utf8);
  }

  private SmtpFailure missing(String extension, String why) {
    return conversation.unsendable(
        SmtpSendStage.MAIL_FROM,
        FailureCause.EXTENSION_MISSING,
        "the message has " + why + " and the server does not offer " + extension);
  }

  /** RFC 1870: a limit the server states is worth a round trip and the whole content. */
  private void refuseOversize(long size) throws SmtpFailure {
    long limit = capabilities.sizeLimit();
    if (limit > 0 && size > limit) {
      throw conversation.unsendable(
          SmtpSendStage.MAIL_FROM,
          FailureCause.MESSAGE_TOO_LARGE,
          "the message has " + size + " octets, the server takes at most " + limit);
    }
  }

  private void mail(MailParameters parameters) throws SmtpFailure {
    String from = envelope.from().map(Mailbox::wireForm).orElse("");
    SmtpReply reply = ask(SmtpSendStage.MAIL_FROM, CommandLine.mail(from, parameters));
    if (reply.code() != 250) {
      throw conversation.refused(SmtpSendStage.MAIL_FROM, reply);
    }
  }

  private void recipients() throws SmtpFailure {
    for (Mailbox recipient : envelope.recipients()) {
      SmtpReply reply = ask(SmtpSendStage.RCPT_TO, CommandLine.rcpt(recipient.wireForm()));
      if (reply.isIntermediate() || reply.code() == 221) {
        throw conversation.broken(
            FailureCause.PROTOCOL_ERROR, "the server answered RCPT with " + reply, null);
      }
      ledger.heard(reply);
      if (reply.code() == 421 || reply.code() == 521) {
        throw conversation.refused(SmtpSendStage.RCPT_TO, reply);
      }
    }
    failIfTooFewAccepted();
  }

  private void failIfTooFewAccepted() throws SmtpFailure {
    boolean enough =
        envelope.policy() == SmtpRecipientPolicy.ALL_OR_NOTHING
            ? ledger.allAccepted()
            : ledger.accepted() > 0;
    if (enough) {
      return;
    }
    Optional<SmtpReply> deciding =
        envelope.policy() == SmtpRecipientPolicy.ALL_OR_NOTHING
            ? ledger.firstPermanent().or(ledger::firstTransient)
            : ledger.firstTransient().or(ledger::firstPermanent);
    SmtpFailure failure = conversation.refused(SmtpSendStage.RCPT_TO, deciding.orElseThrow());
    reset();
    throw failure;
  }

  private void data() throws SmtpFailure {
    SmtpReply reply = ask(SmtpSendStage.DATA, CommandLine.data());
    if (reply.code() == 354) {
      return;
    }
    SmtpFailure failure = conversation.refused(SmtpSendStage.DATA, reply);
    reset();
    throw failure;
  }

  private SmtpReply content(MessageContent content) throws SmtpFailure {
    ContentSink sink = new ContentSink(conversation, !capabilities.offers("8BITMIME"));
    DotStuffer stuffer = new DotStuffer(sink);
    try {
      content.writeTo(stuffer);
      stuffer.finish();
    } catch (IOException | RuntimeException e) {
      throw whyContentStopped(sink, e);
    }
    return sink.complete(timeouts.finalReply());
  }

  /** Behind 354 there is no way back: the connection is closed without the terminator. */
  private SmtpFailure whyContentStopped(ContentSink sink, Exception e) {
    SmtpFailure failure = sink.failure();
    if (failure != null) {
      return failure;
    }
    FailureCause cause =
        e instanceof EightBitNotOfferedException
            ? FailureCause.EXTENSION_MISSING
            : FailureCause.MESSAGE_INVALID;
    return conversation.unfinished(cause, "the message could not be written: " + Causes.text(e), e);
  }

  private SmtpReply ask(SmtpSendStage stage, byte[] line) throws SmtpFailure {
    return conversation.command(stage, line, conversation.budget(timeouts.send()));
  }

  /**
   * Ends the open transaction, so that the session can be used again; the refusal is what counts.
   */
  private void reset() {
    if (conversation.isBroken()) {
      return;
    }
    Duration budget = timeouts.send();
    try {
      SmtpReply reply =
          conversation.command(
              SmtpSendStage.MAIL_FROM, CommandLine.rset(), conversation.budget(budget));
      if (reply.code() != 250) {
        conversation.abort(FailureCause.PROTOCOL_ERROR);
      }
    } catch (SmtpFailure e) {
      // The conversation knows that it is broken; the next borrower gets a new session.
    }
  }
}
