package org.smtpra.protocol;

import java.io.IOException;
import java.io.OutputStream;
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
    int lineStart = atLineStart ? offset : behindLine(content, offset, end);
    while (lineStart < end) {
      if (content[lineStart] == '.') {
        sink.write(content, run, lineStart + 1 - run);
        run = lineStart; // the same dot once more
      }
      lineStart = behindLine(content, lineStart, end);
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

  private static int behindLine(byte[] content, int from, int end) {
    return Math.min(end, Octets.lineFeed(content, from, end) + 1);
  }
}
