package org.smtpra.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes message content canonical: CRLF, bare CR and bare LF each become CRLF, a missing final CRLF
 * is added (RFC 5321 section 2.3.8). Both DATA and BDAT read its output, because a bare {@code
 * LF.LF} let through here ends the message at a lenient next hop.
 *
 * <p>For one thread and one message. Octets go to the sink in runs, as long as the input allows.
 * NUL and, where wanted, lines over 998 octets are refused before the run that holds them is
 * written; after that every further call fails in the same way, since some encoders swallow
 * exceptions.
 */
public final class ContentWriter extends OutputStream {

  private static final int MAX_LINE_OCTETS = 998; // RFC 5321 section 4.5.3.1.6, without CRLF
  private static final byte[] CRLF = {'\r', '\n'};

  private final OutputStream sink;
  private final boolean refuseLongLines;
  private final byte[] single = new byte[1];

  private @Nullable InvalidContentException failure;
  private long octets;
  private long line = 1;
  private long lineOctets; // of the current line, in earlier writes
  private boolean afterCr; // a CR was written as the last octet of a write; its LF is owed
  private boolean eightBit;
  private boolean lineEndsChanged;

  /**
   * Makes a writer for one message.
   *
   * @param sink takes the canonical octets; never closed from here
   * @param refuseLongLines whether a line over 998 octets is an error
   */
  public ContentWriter(OutputStream sink, boolean refuseLongLines) {
    this.sink = sink;
    this.refuseLongLines = refuseLongLines;
  }

  @Override
  public void write(int octet) throws IOException {
    single[0] = (byte) octet;
    write(single, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, content.length);
    checkUsable();
    if (length > 0) {
      int end = offset + length;
      int start = afterCr ? settleCr(content, offset) : offset;
      scan(content, start, end);
    }
  }

  /** The octet behind a CR is known now: either its LF, or the CR was bare. */
  private int settleCr(byte[] content, int offset) throws IOException {
    afterCr = false;
    emit(CRLF, 1, 2);
    if (content[offset] == '\n') {
      return offset + 1;
    }
    lineEndsChanged = true;
    return offset;
  }

  private void scan(byte[] content, int start, int end) throws IOException {
    int run = start; // first octet not yet written
    int lineStart = start;
    for (int i = Octets.notPrintable(content, start, end);
        i < end;
        i = Octets.notPrintable(content, i + 1, end)) {
      byte octet = content[i];
      if (octet != '\r' && octet != '\n') {
        inspect(octet);
        continue;
      }
      endLine(i - lineStart);
      if (octet == '\n') {
        run = bareLf(content, run, i);
      } else if (i + 1 < end && content[i + 1] == '\n') {
        i++;
      } else {
        run = bareCr(content, run, i + 1, end);
      }
      lineStart = i + 1;
    }
    lineOctets += end - lineStart;
    checkLineLength();
    emit(content, run, end);
  }

  private void inspect(byte octet) throws InvalidContentException {
    if (octet == 0) {
      throw fail("NUL octet");
    }
    if (octet < 0) {
      eightBit = true;
    }
  }

  /** Writes up to and with the CR; its LF too, unless the write ends here and may go on with it. */
  private int bareCr(byte[] content, int run, int behindCr, int end) throws IOException {
    emit(content, run, behindCr);
    if (behindCr == end) {
      afterCr = true;
    } else {
      emit(CRLF, 1, 2);
      lineEndsChanged = true;
    }
    return behindCr;
  }

  /** Writes up to the LF and a CR before it; the LF begins the next run. */
  private int bareLf(byte[] content, int run, int lf) throws IOException {
    emit(content, run, lf);
    emit(CRLF, 0, 1);
    lineEndsChanged = true;
    return lf;
  }

  private void endLine(int octetsInThisWrite) throws InvalidContentException {
    lineOctets += octetsInThisWrite;
    checkLineLength();
    lineOctets = 0;
    line++;
  }

  private void checkLineLength() throws InvalidContentException {
    if (refuseLongLines && lineOctets > MAX_LINE_OCTETS) {
      throw fail("longer than " + MAX_LINE_OCTETS + " octets");
    }
  }

  private InvalidContentException fail(String problem) {
    failure = new InvalidContentException(problem, line);
    return failure;
  }

  private void checkUsable() throws InvalidContentException {
    if (failure != null) {
      throw failure;
    }
  }

  private void emit(byte[] from, int start, int end) throws IOException {
    if (end > start) {
      sink.write(from, start, end - start);
      octets += end - start;
    }
  }

  /**
   * Ends the content: a last line without line end gets one. Empty content stays empty, which DATA
   * and BDAT can both carry. Calling it again does nothing.
   *
   * @throws IOException from the sink, or the refusal of an earlier write
   */
  public void finish() throws IOException {
    checkUsable();
    if (afterCr) {
      afterCr = false;
      lineEndsChanged = true;
      emit(CRLF, 1, 2);
    } else if (lineOctets > 0) {
      lineOctets = 0;
      emit(CRLF, 0, 2);
    }
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  /**
   * How long the canonical content is.
   *
   * @return octets written to the sink
   */
  public long octets() {
    return octets;
  }

  /**
   * Tells whether BODY=8BITMIME is needed (RFC 6152).
   *
   * @return true when an octet over 127 was seen
   */
  public boolean eightBit() {
    return eightBit;
  }

  /**
   * Tells whether a line end was replaced, which breaks a signature made over the original. A final
   * CRLF that was added does not count.
   *
   * @return true when a bare CR or LF was seen
   */
  public boolean lineEndsChanged() {
    return lineEndsChanged;
  }
}
