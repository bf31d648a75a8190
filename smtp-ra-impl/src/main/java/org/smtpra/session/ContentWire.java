package org.smtpra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Timeouts;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.MalformedReplyException;
import org.smtpra.transport.Deadline;

/**
 * Puts content on the wire, slice by slice, listening between the slices and while a slice waits: a
 * server that refuses early is heard, and one whose answer makes no sense there is left.
 */
final class ContentWire {

  /** RFC 5321 section 4.5.3.2.5 allows minutes a block; what counts is that octets move at all. */
  static final Duration PROGRESS_BUDGET = Duration.ofSeconds(60);

  private static final int SLICE_OCTETS = 16 * 1024;

  private final Conversation conversation;
  private final Timeouts timeouts;

  ContentWire(Conversation conversation, Timeouts timeouts) {
    this.conversation = conversation;
    this.timeouts = timeouts;
  }

  /** Writes octets that cannot complete the message. */
  void write(ByteBuffer octets) throws SmtpFailure {
    while (octets.hasRemaining()) {
      writeSlice(SmtpSendStage.CONTENT, slice(octets), 0);
      failIfAnswered();
    }
  }

  /**
   * Writes a chunk that cannot complete the message, and waits for its reply. Behind the last slice
   * the reply is due, so it is not taken for one that comes too early.
   */
  SmtpReply chunk(ByteBuffer octets) throws SmtpFailure {
    int end = octets.limit();
    write(octets.limit(end - Math.min(octets.remaining(), SLICE_OCTETS)));
    writeSlice(SmtpSendStage.CONTENT, octets.limit(end), 0);
    return conversation.reply(SmtpSendStage.CONTENT, conversation.budget(timeouts.finalReply()));
  }

  /**
   * Writes the octets that complete the message, and waits for the verdict; the next message's
   * envelope goes out with them where there is one.
   */
  SmtpReply complete(ByteBuffer octets, @Nullable EnvelopeAhead ahead) throws SmtpFailure {
    int last = Math.min(octets.remaining(), SLICE_OCTETS);
    int end = octets.limit();
    write(octets.limit(end - last));
    octets.limit(end);
    failIfAnswered();
    conversation.crossBoundary();
    if (ahead == null) {
      writeSlice(SmtpSendStage.FINAL_REPLY, octets, 0);
    } else {
      writeWith(ahead, octets);
    }
    SmtpReply verdict =
        conversation.reply(SmtpSendStage.FINAL_REPLY, conversation.budget(timeouts.finalReply()));
    if (ahead != null && ahead.isCut()) {
      conversation.breakOff();
    }
    return verdict;
  }

  private void writeWith(EnvelopeAhead ahead, ByteBuffer octets) throws SmtpFailure {
    ByteBuffer envelope = ahead.leave();
    int behind = envelope.remaining();
    ByteBuffer flush = ByteBuffer.allocate(octets.remaining() + behind).put(octets).put(envelope);
    if (!writeSlice(SmtpSendStage.FINAL_REPLY, flush.flip(), behind)) {
      ahead.wasCut();
    }
  }

  private static ByteBuffer slice(ByteBuffer octets) {
    int length = Math.min(octets.remaining(), SLICE_OCTETS);
    ByteBuffer slice = octets.slice(octets.position(), length);
    octets.position(octets.position() + length);
    return slice;
  }

  /**
   * A complete refusal that arrived before the connection broke decides. A write that fails in what
   * stands behind the message says nothing about the message: the reply does, if it still comes.
   *
   * @return false if not all was written of what stands behind the message
   */
  private boolean writeSlice(SmtpSendStage stage, ByteBuffer octets, int behind)
      throws SmtpFailure {
    conversation.situation().at(stage);
    SmtpReply early;
    try {
      early = writeUntilAnswered(octets, behind, conversation.budget(PROGRESS_BUDGET));
    } catch (MalformedReplyException e) {
      throw conversation.failed(e);
    } catch (IOException e) {
      if (isOut(octets, behind)) {
        return false;
      }
      SmtpReply refusal = lastRefusal();
      throw refusal == null ? conversation.failed(e) : refusedMidway(refusal);
    }
    failIfAnswered(early);
    return true;
  }

  /** Once the message itself is out, its reply is due and is left to be read. */
  private static boolean isOut(ByteBuffer octets, int behind) {
    return behind > 0 && octets.remaining() <= behind;
  }

  /** What the server says while it does not take all; null once all is written. */
  private @Nullable SmtpReply writeUntilAnswered(ByteBuffer octets, int behind, Deadline deadline)
      throws IOException {
    SmtpReply early = null;
    while (early == null && !conversation.writeUntilHeard(octets, deadline)) {
      if (isOut(octets, behind)) {
        conversation.channel().write(octets, deadline);
        return null;
      }
      early = conversation.replyNow();
    }
    return early;
  }

  private @Nullable SmtpReply lastRefusal() {
    try {
      SmtpReply said = conversation.replyNow();
      return said != null && Replies.isRefusal(said) ? said : null;
    } catch (IOException e) {
      // The failed write is what is reported; this read could only have explained it.
      return null;
    }
  }

  /** The server may stand anywhere in the content: nothing more can be said to it. */
  private SmtpFailure refusedMidway(SmtpReply early) {
    SmtpFailure failure = conversation.refused(conversation.situation().stage(), early);
    conversation.breakOff();
    return failure;
  }

  /** RFC 5321 gives no reply this place; later it would be taken for the verdict. */
  private void failIfAnswered() throws SmtpFailure {
    failIfAnswered(conversation.earlyReply());
  }

  private void failIfAnswered(@Nullable SmtpReply early) throws SmtpFailure {
    if (early != null) {
      throw Replies.isRefusal(early)
          ? refusedMidway(early)
          : conversation.broken(
              FailureCause.PROTOCOL_ERROR, "the server answered " + early + " too early", null);
    }
  }
}
