package org.smtpra.message;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that was given as a string, and what it becomes: the octets and the transfer encoding that
 * Jakarta Mail would find by writing the text once to count and once more to send. Immutable.
 */
final class TextContent {

  /** The forms that {@code setText} makes; for any other, Jakarta Mail does the work. */
  private static final Pattern TYPE =
      Pattern.compile("text/(?:plain|html); charset=([A-Za-z0-9-]+)", Pattern.CASE_INSENSITIVE);

  /** Jakarta Mail takes the first for a name of the second. */
  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "us-ascii",
          StandardCharsets.ISO_8859_1,
          "iso-8859-1",
          StandardCharsets.ISO_8859_1,
          "utf-8",
          StandardCharsets.UTF_8);

  /** The octets of a longer text would be as much again in memory; it is written in pieces. */
  private static final int LONGEST_HELD = 256 * 1024;

  private static final int PIECE_CHARS = 16 * 1024;

  private final DataHandler handler;
  private final String text;
  private final Charset charset;
  private final byte @Nullable [] octets;

  private TextContent(DataHandler handler, String text, Charset charset) {
    this.handler = handler;
    this.text = text;
    this.charset = charset;
    this.octets = text.length() <= LONGEST_HELD ? text.getBytes(charset) : null;
  }

  /**
   * What a text becomes; empty for a content or a type that Jakarta Mail is left to write.
   *
   * @param handler that Jakarta Mail holds for this content
   */
  static Optional<TextContent> of(Object content, String type, DataHandler handler) {
    return content instanceof String text
        ? charset(type).map(charset -> new TextContent(handler, text, charset))
        : Optional.empty();
  }

  /** Tells whether this is still the content of its message. */
  boolean belongsTo(DataHandler current) {
    return handler == current;
  }

  /** How many octets it has; for a long text about how many. */
  int length() {
    return octets == null ? text.length() : octets.length;
  }

  void writeTo(OutputStream out) throws IOException {
    if (octets != null) {
      out.write(octets);
      return;
    }
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(start + PIECE_CHARS, text.length());
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      out.write(text.substring(start, end).getBytes(charset));
      start = end;
    }
  }

  /** The value for Content-Transfer-Encoding. */
  String encoding() {
    TextScan scan = new TextScan();
    try {
      writeTo(scan);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never: it is memory that is looked at
    }
    return scan.encoding();
  }

  private static Optional<Charset> charset(String type) {
    Matcher matcher = TYPE.matcher(type);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(CHARSETS.get(matcher.group(1).toLowerCase(Locale.ROOT)));
  }
}
