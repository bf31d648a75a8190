package org.smtpra.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Doubles each dot that begins a line (RFC 5321 section 4.5.2), for content that {@link
 * ContentWriter} has made canonical. For one thread and one message.
 */
public final class DotStuffer extends OutputStream {

  private static final byte[] TERMINATOR = {'.', '\r', '\n'};

  private final OutputStream sink;
  private final byte[] single = new byte[1];
  private boolean atLineStart = true;

  /**
   * Makes a stuffer for one message.
   *
   * @param sink takes the stuffed octets; never closed from here
   */
  public DotStuffer(OutputStream sink) {
    this.sink = sink;
  }

  @Override
  public void write(int octet) throws IOException {
    single[0] = (byte) octet;
    write(single, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, content.length);
    if (length == 0) {
      return;
    }
    int end = offset + length;
    int run = offset;
    for (int i = offset; i < end; i++) {
      if (content[i] == '.' && (i == offset ? atLineStart : content[i - 1] == '\n')) {
        sink.write(content, run, i + 1 - run);
        run = i; // the same dot once more
      }
    }
    sink.write(content, run, end - run);
    atLineStart = content[end - 1] == '\n';
  }

  /**
   * Writes the lone dot that ends the message. It is a write of its own: with it the message may be
   * accepted, whatever becomes of the connection.
   *
   * @throws IOException from the sink
   * @throws IllegalStateException when the content does not end with CRLF
   */
  public void finish() throws IOException {
    if (!atLineStart) {
      throw new IllegalStateException("content must end with CRLF before the terminator");
    }
    sink.write(TERMINATOR, 0, TERMINATOR.length);
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  /**
   * Stuffs content that lies in memory, as much as there is room for. Needs no state: it looks at
   * the octet before {@code from}.
   *
   * @param content canonical content from index 0
   * @param from index of the first octet not yet stuffed
   * @param end index behind the last octet of the content
   * @param target takes the stuffed octets; with at least two octets of room there is progress
   * @return the index to go on with; {@code end} when all is stuffed
   */
  public static int stuff(byte[] content, int from, int end, ByteBuffer target) {
    Objects.checkFromToIndex(from, end, content.length);
    int next = from;
    while (next < end) {
      boolean dot = content[next] == '.' && (next == 0 || content[next - 1] == '\n');
      if (target.remaining() < (dot ? 2 : 1)) {
        return next;
      }
      if (dot) {
        target.put((byte) '.');
      }
      int stop = Math.min(behindLine(content, next, end), next + target.remaining());
      target.put(content, next, stop - next);
      next = stop;
    }
    return next;
  }

  private static int behindLine(byte[] content, int from, int end) {
    for (int i = from; i < end; i++) {
      if (content[i] == '\n') {
        return i + 1;
      }
    }
    return end;
  }

  /**
   * The line that ends the message, for content sent by {@link #stuff}.
   *
   * @return dot, CR, LF, in an array of the caller's own
   */
  public static byte[] terminator() {
    return TERMINATOR.clone();
  }
}
