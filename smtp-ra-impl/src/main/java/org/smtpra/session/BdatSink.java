package org.smtpra.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.CommandLine;

/**
 * Collects content into chunks. Each chunk is complete in memory before its BDAT line goes out, and
 * the last one is held back until the content has ended. Room is left in front for the BDAT line,
 * and for an envelope, so that all can go out in one write.
 */
final class BdatSink extends OutputStream {

  static final int HEADROOM = 2 * 1024;
  static final int CHUNK_OCTETS = 256 * 1024;

  private final ChunkWriter writer;
  private final ByteBuffer buffer;
  private @Nullable SmtpFailure failure;

  /** {@code size} is the content's length, -1 if that is not known. */
  BdatSink(ChunkWriter writer, long size) {
    this.writer = writer;
    int octets = size < 0 ? CHUNK_OCTETS : (int) Math.min(size, CHUNK_OCTETS);
    this.buffer = ByteBuffer.allocate(HEADROOM + Math.max(octets, 1)).position(HEADROOM);
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
      writer.chunk(chunk(false, ByteBuffer.allocate(0)));
    } catch (SmtpFailure e) {
      failure = e;
      failIfStopped();
    }
    buffer.clear().position(HEADROOM);
  }

  private void failIfStopped() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /**
   * The last chunk with its BDAT line, and with whatever is to precede it. Content handlers have
   * been seen to swallow exceptions: what has a gap is never completed.
   */
  ByteBuffer lastChunk(ByteBuffer before) throws SmtpFailure {
    if (failure != null) {
      throw failure;
    }
    return chunk(true, before);
  }

  private ByteBuffer chunk(boolean last, ByteBuffer before) {
    int end = buffer.position();
    byte[] line = CommandLine.bdat(end - HEADROOM, last);
    int start = HEADROOM - line.length - before.remaining();
    buffer.limit(end).position(start);
    buffer.put(before).put(line);
    return buffer.position(start);
  }

  /** The failure of the conversation, where that is what stopped the content. */
  Optional<SmtpFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** Sends a chunk that is not the last, and waits until the server has taken it. */
  interface ChunkWriter {
    void chunk(ByteBuffer commandAndOctets) throws SmtpFailure;
  }
}
