package org.smtpra.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.failure.SmtpFailure;

/**
 * Collects content and passes a full buffer on only when more follows: so the last octets, with
 * which the message is complete, are always held back for the caller.
 */
abstract class HeldBackSink extends OutputStream {

  /** In write mode: what is held back. */
  final ByteBuffer buffer;

  private @Nullable SmtpFailure failure;
  private volatile boolean ended;

  HeldBackSink(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /**
   * Has a content written. Whoever keeps the stream and writes behind the end of it, from a thread
   * of an application's own for instance, is refused: those octets would go out with the next
   * message of the session.
   */
  final void fill(Content content) throws IOException {
    try {
      content.writeTo(this);
    } finally {
      ended = true;
    }
  }

  /** Passes the full buffer on and makes room in it. */
  abstract void pass() throws SmtpFailure;

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      makeRoom();
      int count = Math.min(buffer.remaining(), length - done);
      buffer.put(octets, offset + done, count);
      done += count;
    }
  }

  private void makeRoom() throws IOException {
    if (ended) {
      throw new IOException("the content has ended: nothing can be added to it");
    }
    try {
      failIfStopped();
      if (!buffer.hasRemaining()) {
        pass();
      }
    } catch (SmtpFailure e) {
      failure = e;
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Content handlers have been seen to swallow exceptions: what has a gap is never completed. */
  final void failIfStopped() throws SmtpFailure {
    if (failure != null) {
      throw failure;
    }
  }

  /** The failure of the conversation, where that is what stopped the content. */
  final Optional<SmtpFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** Writes itself. */
  interface Content {
    void writeTo(OutputStream sink) throws IOException;
  }
}
