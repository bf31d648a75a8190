package org.smtpra.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpReply;
import org.smtpra.failure.SmtpFailure;

/** Takes dot-stuffed content and writes it buffer by buffer. */
final class DataSink extends HeldBackSink {

  private static final int BUFFER_OCTETS = 16 * 1024;

  private final ContentWire wire;

  DataSink(ContentWire wire) {
    super(ByteBuffer.allocate(BUFFER_OCTETS));
    this.wire = wire;
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
