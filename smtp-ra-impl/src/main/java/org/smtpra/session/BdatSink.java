package org.smtpra.session;

import java.nio.ByteBuffer;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.CommandLine;

/**
 * Collects content into chunks. Each chunk is complete in memory before its BDAT line goes out.
 * Room is left in front for the BDAT line, and for an envelope, so that all can go out in one
 * write.
 */
final class BdatSink extends HeldBackSink {

  static final int CHUNK_OCTETS = 256 * 1024;

  private static final int HEADROOM = 2 * 1024;

  private final ChunkWriter writer;

  /** {@code size} is the content's length, -1 if that is not known. */
  BdatSink(ChunkWriter writer, long size) {
    super(ByteBuffer.allocate(HEADROOM + capacity(size)).position(HEADROOM));
    this.writer = writer;
  }

  /** Tells whether a content's length is known, and no longer than a chunk. */
  static boolean isOneChunk(MessageContent content) {
    return content.size() >= 0 && content.size() <= CHUNK_OCTETS;
  }

  private static int capacity(long size) {
    return size < 0 ? CHUNK_OCTETS : (int) Math.max(1, Math.min(size, CHUNK_OCTETS));
  }

  @Override
  void pass() throws SmtpFailure {
    writer.chunk(chunk(false, ByteBuffer.allocate(0)));
    buffer.clear().position(HEADROOM);
  }

  /** The last chunk with its BDAT line, and with whatever is to precede it. */
  ByteBuffer lastChunk(ByteBuffer before) throws SmtpFailure {
    failIfStopped();
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

  /** Sends a chunk that is not the last, and waits until the server has taken it. */
  interface ChunkWriter {
    void chunk(ByteBuffer commandAndOctets) throws SmtpFailure;
  }
}
