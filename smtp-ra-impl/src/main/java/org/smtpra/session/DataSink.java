package org.smtpra.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpReply;
import org.smtpra.failure.SmtpFailure;

/** Takes dot-stuffed content and writes it buffer by buffer. */
final class DataSink extends HeldBackSink {

  private static final int MOST_OCTETS = 16 * 1024;

  /** Room for some doubled dots and the terminator, so that a small message goes in one write. */
  private static final int MORE_OCTETS = 64;

  private final ContentWire wire;

  /** {@code size} is the content's length, -1 if that is not known. */
  DataSink(Conversation conversation, ContentWire wire, long size) {
    super(buffer(conversation, size));
    this.wire = wire;
  }

  /** What an application streams has a buffer of its own: the session's is for our octets only. */
  private static ByteBuffer buffer(Conversation conversation, long size) {
    return size < 0
        ? ByteBuffer.allocate(MOST_OCTETS)
        : conversation.channel().output((int) Math.min(size + MORE_OCTETS, MOST_OCTETS));
  }

  @Override
  void pass() throws SmtpFailure {
    wire.write(buffer.flip());
    buffer.clear();
  }

  SmtpReply complete(@Nullable EnvelopeAhead ahead) throws SmtpFailure {
    failIfStopped();
    return wire.complete(buffer.flip(), ahead);
  }
}
