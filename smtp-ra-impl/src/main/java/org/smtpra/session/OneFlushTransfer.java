package org.smtpra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Timeouts;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;

/**
 * Envelope and content in one write: one round trip a message, for servers you run. The boundary is
 * crossed with the first octet; a refusal of the sender or of the only recipient takes it back.
 */
final class OneFlushTransfer implements ContentTransfer {

  private final Conversation conversation;
  private final EnvelopeExchange exchange;
  private final Timeouts timeouts;
  private final HostQuirks quirks;
  private final RefusalProof proof;

  OneFlushTransfer(
      Conversation conversation, EnvelopeExchange exchange, Timeouts timeouts, HostQuirks quirks) {
    this.conversation = conversation;
    this.exchange = exchange;
    this.timeouts = timeouts;
    this.quirks = quirks;
    this.proof = new RefusalProof(conversation, timeouts.send());
  }

  @Override
  public SmtpReply send(MessageContent content, CommandGroup envelope) throws SmtpFailure {
    ByteBuffer flush = collect(conversation, envelope.octets(), content);
    conversation.failIfOutOfStep(SmtpSendStage.MAIL_FROM);
    conversation.crossBoundary();
    try {
      conversation.write(
          SmtpSendStage.FINAL_REPLY,
          flush,
          conversation.budget(ContentWire.PROGRESS_BUDGET),
          envelope::hearLastWords);
      envelope.hearAll();
    } catch (SmtpFailure e) {
      throw exchange.provenRefusal().orElse(e);
    }
    failIfRefused();
    exchange.failIfEnded();
    exchange.failIfNonsense();
    SmtpReply verdict = verdict();
    quirks.failIfUnknown(verdict, conversation, proof);
    return verdict;
  }

  /** What goes before, and the content as a single chunk. */
  static ByteBuffer collect(Conversation conversation, ByteBuffer before, MessageContent content)
      throws SmtpFailure {
    BdatSink sink =
        new BdatSink(
            chunk -> {
              throw new IllegalStateException("content longer than it said");
            },
            content.size());
    try {
      sink.fill(content::writeTo);
    } catch (IOException | RuntimeException e) {
      throw BrokenContent.betweenChunks(conversation, e);
    }
    return sink.lastChunk(before);
  }

  /** Nothing can have been accepted: the rest is read only to keep the session in step. */
  private void failIfRefused() throws SmtpFailure {
    SmtpFailure refusal = exchange.provenRefusal().orElse(null);
    if (refusal == null) {
      return;
    }
    if (!conversation.isBroken()) {
      hearTheRest();
    }
    conversation.situation().resolveBoundary();
    throw refusal;
  }

  /** A server that refused the envelope cannot take the content: then a reply was one too many. */
  private void hearTheRest() throws SmtpFailure {
    SmtpReply verdict;
    try {
      verdict = verdict();
    } catch (SmtpFailure e) {
      // The conversation knows that it is broken; the refusal is what counts.
      return;
    }
    if (verdict.isPositive()) {
      throw conversation.broken(
          FailureCause.PROTOCOL_ERROR,
          "the server refused the envelope and answered the content with " + verdict,
          null);
    }
    proof.resetInStep();
  }

  private SmtpReply verdict() throws SmtpFailure {
    return conversation.reply(
        SmtpSendStage.FINAL_REPLY, conversation.budget(timeouts.finalReply()));
  }
}
