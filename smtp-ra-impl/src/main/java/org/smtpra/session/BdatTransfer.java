package org.smtpra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Timeouts;
import org.smtpra.failure.SmtpFailure;

/**
 * Content by BDAT, as it is (RFC 3030). The last chunk goes out only when every earlier one was
 * taken; a refused chunk ends in RSET, never in LAST.
 */
final class BdatTransfer implements ContentTransfer {

  private final Conversation conversation;
  private final EnvelopeExchange exchange;
  private final HostQuirks quirks;
  private final ContentWire wire;
  private final RefusalProof proof;

  BdatTransfer(
      Conversation conversation, EnvelopeExchange exchange, Timeouts timeouts, HostQuirks quirks) {
    this.conversation = conversation;
    this.exchange = exchange;
    this.quirks = quirks;
    this.wire = new ContentWire(conversation, timeouts);
    this.proof = new RefusalProof(conversation, timeouts.send());
  }

  @Override
  public SmtpReply send(MessageContent content, CommandGroup envelope) throws SmtpFailure {
    exchange.run(envelope);
    BdatSink sink = new BdatSink(this::chunk, content.size());
    try {
      sink.fill(content::writeTo);
    } catch (IOException | RuntimeException e) {
      throw sink.failure().orElseGet(() -> stopped(e));
    }
    return answer(() -> wire.complete(sink.lastChunk(ByteBuffer.allocate(0)), null));
  }

  private void chunk(ByteBuffer commandAndOctets) throws SmtpFailure {
    SmtpReply reply = answer(() -> wire.chunk(commandAndOctets));
    // 221 is positive too, and a farewell.
    if (!reply.isPositive() || Replies.isLastWord(reply)) {
      SmtpFailure failure = conversation.refused(SmtpSendStage.CONTENT, reply);
      exchange.reset();
      throw failure;
    }
  }

  /** A server that does not know BDAT may say so before it has all octets of the chunk. */
  private SmtpReply answer(Sending sending) throws SmtpFailure {
    try {
      SmtpReply reply = sending.send();
      quirks.failIfUnknown(reply, conversation, proof);
      return reply;
    } catch (SmtpFailure e) {
      Optional<SmtpReply> early = e.classification().reply();
      if (early.isPresent()) {
        quirks.failIfUnknown(early.get(), conversation, proof);
      }
      throw e;
    }
  }

  private SmtpFailure stopped(Exception e) {
    SmtpFailure failure = BrokenContent.betweenChunks(conversation, e);
    exchange.reset();
    return failure;
  }

  private interface Sending {
    SmtpReply send() throws SmtpFailure;
  }
}
