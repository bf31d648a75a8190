package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpReply;

/**
 * Cuts the octets of a server into replies (RFC 5321 section 4.2), however the network split them.
 *
 * <p>One parser serves one session, on one thread at a time. What it holds is bounded: a line has
 * at most 4 KiB, a reply 100 lines and 64 KiB. A bare LF ends a line too, since no reply can be
 * smuggled by it. After an exception the parser is empty; the session is out of step and must be
 * closed.
 */
public final class ReplyParser {

  static final int MAX_LINE_OCTETS = 4 * 1024;
  static final int MAX_LINES = 100;
  static final int MAX_REPLY_OCTETS = 64 * 1024;

  private static final int CODE_DIGITS = 3;

  private final List<String> lines = new ArrayList<>();
  private byte[] held = new byte[256];
  private int heldLength;
  private int replyOctets;
  private int code;
  private String enhancedCode = "";

  /** Makes an empty parser. */
  public ReplyParser() {}

  /**
   * Reads on where the last call stopped.
   *
   * @param input what came from the server; its position moves behind the reply, or to its limit
   *     where the reply goes on
   * @return the reply, or null where its last line is not complete yet
   * @throws MalformedReplyException when this is no reply, or one beyond the limits
   */
  public @Nullable SmtpReply parse(ByteBuffer input) throws MalformedReplyException {
    try {
      while (input.hasRemaining()) {
        int length = lengthOfLine(input);
        if (length < 0) {
          hold(input, input.remaining());
          return null;
        }
        if (takeLine(input, length)) {
          return finishReply();
        }
      }
      return null;
    } catch (MalformedReplyException e) {
      reset();
      throw e;
    }
  }

  /**
   * Tells whether the server has begun a reply that is not complete.
   *
   * @return true when octets of an incomplete reply are held
   */
  public boolean midReply() {
    return heldLength > 0 || !lines.isEmpty();
  }

  /** Octets up to and with the next LF, or -1 where there is none. */
  private static int lengthOfLine(ByteBuffer input) {
    for (int i = input.position(); i < input.limit(); i++) {
      if (input.get(i) == '\n') {
        return i + 1 - input.position();
      }
    }
    return -1;
  }

  private void hold(ByteBuffer input, int length) throws MalformedReplyException {
    checkLimits(input, length);
    if (heldLength + length > held.length) {
      held = Arrays.copyOf(held, Math.max(heldLength + length, 2 * held.length));
    }
    input.get(held, heldLength, length);
    heldLength += length;
    // Octets that start no text need no line end to be wrong: without this, a peer that speaks
    // another protocol would be heard only when the time-out is over.
    if (held[0] < ' ') {
      throw new MalformedReplyException("not text", new String(held, 0, heldLength, ISO_8859_1));
    }
  }

  /** Reads one line, from the caller's array where it lies there whole; true if it is the last. */
  private boolean takeLine(ByteBuffer input, int length) throws MalformedReplyException {
    if (heldLength == 0 && input.hasArray()) {
      checkLimits(input, length);
      int start = input.arrayOffset() + input.position();
      input.position(input.position() + length);
      return acceptLine(input.array(), start, length);
    }
    hold(input, length);
    int lineLength = heldLength;
    heldLength = 0;
    return acceptLine(held, 0, lineLength);
  }

  private void checkLimits(ByteBuffer input, int length) throws MalformedReplyException {
    if (heldLength + length > MAX_LINE_OCTETS) {
      throw new MalformedReplyException(
          "line longer than " + MAX_LINE_OCTETS + " octets", startOfLine(input));
    }
    if (replyOctets + heldLength + length > MAX_REPLY_OCTETS) {
      throw new MalformedReplyException(
          "reply longer than " + MAX_REPLY_OCTETS + " octets", startOfLine(input));
    }
  }

  private String startOfLine(ByteBuffer input) {
    if (heldLength > 0) {
      return new String(held, 0, heldLength, UTF_8);
    }
    byte[] start = new byte[Math.min(input.remaining(), MAX_LINE_OCTETS)];
    input.duplicate().get(start);
    return new String(start, UTF_8);
  }

  private boolean acceptLine(byte[] octets, int start, int length) throws MalformedReplyException {
    replyOctets += length;
    int end = start + length - 1;
    if (end > start && octets[end - 1] == '\r') {
      end--;
    }
    int lineCode = codeOf(octets, start, end);
    boolean bare = end == start + CODE_DIGITS;
    byte separator = bare ? (byte) ' ' : octets[start + CODE_DIGITS];
    if (separator != ' ' && separator != '-') {
      throw malformed("neither space nor hyphen behind the code", octets, start, end);
    }
    if (!lines.isEmpty() && lineCode != code) {
      throw malformed(
          "the code changes within one reply, it began with " + code, octets, start, end);
    }
    if (lines.size() == MAX_LINES) {
      throw malformed("more than " + MAX_LINES + " lines", octets, start, end);
    }
    addText(lineCode, bare ? "" : text(octets, start + CODE_DIGITS + 1, end));
    return separator == ' ';
  }

  private void addText(int lineCode, String text) {
    if (lines.isEmpty()) {
      code = lineCode;
      enhancedCode = EnhancedCode.of(lineCode, text);
    }
    lines.add(EnhancedCode.strip(enhancedCode, text));
  }

  private static int codeOf(byte[] octets, int start, int end) throws MalformedReplyException {
    if (end - start < CODE_DIGITS) {
      throw malformed("line without a reply code", octets, start, end);
    }
    int value = 0;
    for (int i = start; i < start + CODE_DIGITS; i++) {
      int digit = octets[i] - '0';
      if (digit < 0 || digit > 9) {
        throw malformed("line without a reply code", octets, start, end);
      }
      value = 10 * value + digit;
    }
    if (value < 200 || value > 599) {
      throw malformed("the code is not between 200 and 599", octets, start, end);
    }
    return value;
  }

  /** Most replies are printable ASCII, which needs one copy and no decoder. */
  private static String text(byte[] octets, int start, int end) {
    for (int i = start; i < end; i++) {
      if (octets[i] < ' ' || octets[i] > '~') {
        return PrintableText.of(new String(octets, start, end - start, UTF_8));
      }
    }
    return new String(octets, start, end - start, ISO_8859_1);
  }

  private static MalformedReplyException malformed(
      String problem, byte[] octets, int start, int end) {
    return new MalformedReplyException(problem, new String(octets, start, end - start, UTF_8));
  }

  private SmtpReply finishReply() {
    SmtpReply reply = new SmtpReply(code, enhancedCode, lines);
    reset();
    return reply;
  }

  private void reset() {
    lines.clear();
    heldLength = 0;
    replyOctets = 0;
    code = 0;
    enhancedCode = "";
  }
}
