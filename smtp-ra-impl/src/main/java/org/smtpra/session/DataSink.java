package org.smtpra.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpReply;
import org.smtpra.failure.SmtpFailure;

/**
 * Takes dot-stuffed content and writes it buffer by buffer. The last octets are held back for
 * {@link #complete}, because the write that contains them is the ambiguity boundary.
 */
final class DataSink extends OutputStream {

  private static final int BUFFER_OCTETS = 16 * 1024;

  private final ContentWire wire;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
  private @Nullable SmtpFailure failure;

  DataSink(ContentWire wire) {
    this.wire = wire;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    failIfStopped();
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

  private void pass() throws IOException {
    try {
      wire.write(buffer.flip());
    } catch (SmtpFailure e) {
      failure = e;
      failIfStopped();
    }
    buffer.clear();
  }

  private void failIfStopped() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /** Content handlers have been seen to swallow exceptions: what has a gap is never completed. */
  SmtpReply complete() throws SmtpFailure {
    if (failure != null) {
      throw failure;
    }
    return wire.complete(buffer.flip());
  }

  /** The failure of the conversation, where that is what stopped the content. */
  Optional<SmtpFailure> failure() {
    return Optional.ofNullable(failure);
  }
}
