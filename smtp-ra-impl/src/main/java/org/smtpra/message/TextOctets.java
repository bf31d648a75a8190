package org.smtpra.message;

import jakarta.activation.DataHandler;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that was given as a string, and what it becomes: the octets and the transfer encoding that
 * Jakarta Mail would find by writing the text once to count and once more to send. Immutable.
 */
final class TextOctets {

  /** RFC 5322 section 2.1.1; longer lines make Jakarta Mail encode. */
  private static final int LONGEST_LINE = 998;

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

  /** A longer text would be held twice in memory; Jakarta Mail writes it piece by piece. */
  private static final int LONGEST_TEXT = 256 * 1024;

  private final DataHandler handler;
  private final byte[] octets;

  private TextOctets(DataHandler handler, byte[] octets) {
    this.handler = handler;
    this.octets = octets;
  }

  /**
   * The octets of a text; empty for a content or a type that Jakarta Mail is left to write.
   *
   * @param handler that Jakarta Mail holds for this content
   */
  static Optional<TextOctets> of(Object content, String type, DataHandler handler) {
    if (!(content instanceof String text) || text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    return charset(type).map(charset -> new TextOctets(handler, text.getBytes(charset)));
  }

  /** Tells whether this is still the content of its message. */
  boolean belongsTo(DataHandler current) {
    return handler == current;
  }

  byte[] octets() {
    return octets;
  }

  /** The value for Content-Transfer-Encoding. */
  String encoding() {
    int other = 0;
    int line = 0;
    boolean longLine = false;
    for (byte octet : octets) {
      if (octet == '\r' || octet == '\n') {
        line = 0;
      } else if (++line > LONGEST_LINE) {
        longLine = true;
      }
      if (!isText(octet)) {
        other++;
      }
    }
    if (other == 0) {
      return longLine ? "quoted-printable" : "7bit";
    }
    return octets.length - other > other ? "quoted-printable" : "base64";
  }

  private static boolean isText(byte octet) {
    return (octet >= ' ' && octet < 0x7F) || octet == '\r' || octet == '\n' || octet == '\t';
  }

  private static Optional<Charset> charset(String type) {
    Matcher matcher = TYPE.matcher(type);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(CHARSETS.get(matcher.group(1).toLowerCase(Locale.ROOT)));
  }
}
