package org.smtpra.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpReply;
import org.smtpra.failure.SmtpFailure;

/**
 * Takes dot-stuffed content and writes it buffer by buffer. The last octets are held back for
 * {@link #complete}, because the write that contains them is the ambiguity boundary.
 */
final class ContentSink extends OutputStream {

  /** RFC 5321 section 4.5.3.2.5 allows minutes a block; what counts is that octets move at all. */
  private static final Duration PROGRESS_BUDGET = Duration.ofSeconds(60);

  private static final int BUFFER_OCTETS = 16 * 1024;

  private final Conversation conversation;
  private final boolean sevenBitOnly;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
  private @Nullable SmtpFailure failure;
  private @Nullable IOException stopped;

  ContentSink(Conversation conversation, boolean sevenBitOnly) {
    this.conversation = conversation;
    this.sevenBitOnly = sevenBitOnly;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    failIfStopped();
    if (sevenBitOnly) {
      refuseEightBit(octets, offset, length);
    }
    int done = 0;
    while (done < length) {
      if (!buffer.hasRemaining()) {
        pass();
      }
      int count = Math.min(buffer.remaining(), length - done);
      buffer.put(octets, offset + done, count);
      done += count;
    }
  }

  /** Content handlers have been seen to swallow exceptions: what has a gap is never completed. */
  private void failIfStopped() throws IOException {
    if (stopped != null) {
      throw stopped;
    }
  }

  private void refuseEightBit(byte[] octets, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      if (octets[i] < 0) {
        stopped = new EightBitNotOfferedException();
        throw stopped;
      }
    }
  }

  private void pass() throws IOException {
    buffer.flip();
    try {
      conversation.content(buffer, conversation.budget(PROGRESS_BUDGET));
    } catch (SmtpFailure e) {
      failure = e;
      stopped = new IOException(e.getMessage(), e);
      throw stopped;
    }
    buffer.clear();
  }

  /** Writes what is left, which completes the message, and waits for the verdict. */
  SmtpReply complete(Duration finalReply) throws SmtpFailure {
    buffer.flip();
    return conversation.lastContent(buffer, conversation.budget(PROGRESS_BUDGET), finalReply);
  }

  /** The failure of the conversation, where that is what stopped the content. */
  @Nullable SmtpFailure failure() {
    return failure;
  }
}
