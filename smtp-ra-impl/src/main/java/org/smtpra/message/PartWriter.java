package org.smtpra.message;

import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.util.LineOutputStream;
import jakarta.mail.util.StreamProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes parts octet for octet as Jakarta Mail does, but with encoders from one provider: Jakarta
 * Mail searches the class path for it twice for each part (mail-api issue 861). What it does not
 * know, a subclass or a part that was parsed, it lets write itself. For one thread.
 */
final class PartWriter {

  private static final Set<String> IDENTITIES = Set.of("", "7bit", "8bit", "binary");
  private static final Set<String> ENCODINGS = Set.of("base64", "quoted-printable");

  private final StreamProvider encoders;

  private PartWriter(StreamProvider encoders) {
    this.encoders = encoders;
  }

  /** With the provider that this session has found once; Jakarta Mail 2.1 or later. */
  static PartWriter of(Session session) {
    return new PartWriter(session.getStreamProvider());
  }

  /**
   * Writes a part.
   *
   * @param text its content, if that was a text; else its data handler writes it
   * @param hidden headers that are left out; null for none
   */
  void write(
      MimePart part, Optional<TextContent> text, OutputStream out, String @Nullable [] hidden)
      throws IOException, MessagingException {
    LineOutputStream lines = encoders.outputLineStream(out, allowsUtf8());
    Enumeration<String> header = part.getNonMatchingHeaderLines(hidden);
    while (header.hasMoreElements()) {
      lines.writeln(header.nextElement());
    }
    lines.writeln();
    OutputStream encoder = encoder(part, out);
    if (text.isPresent()) {
      text.get().writeTo(encoder);
    } else {
      writeContent(part.getDataHandler(), encoder);
    }
    encoder.flush();
  }

  /**
   * Tells whether a part is written here as Jakarta Mail would write it: put together and not
   * parsed from octets that must stay as they are, in an encoding that is right for its type.
   */
  static boolean knows(MimePart part) throws MessagingException {
    if (part.getDataHandler().getDataSource() instanceof MimePartDataSource) {
      return false;
    }
    String encoding = encodingOf(part);
    return IDENTITIES.contains(encoding) || (ENCODINGS.contains(encoding) && !isComposite(part));
  }

  private void writeContent(DataHandler handler, OutputStream out)
      throws IOException, MessagingException {
    MimeMultipart parts = multipart(handler);
    if (parts == null) {
      handler.writeTo(out);
      return;
    }
    String boundary = "--" + new ContentType(parts.getContentType()).getParameter("boundary");
    LineOutputStream lines = encoders.outputLineStream(out, false);
    for (int i = 0; i < parts.getCount(); i++) {
      lines.writeln(boundary);
      writeBodyPart(parts.getBodyPart(i), out);
      lines.writeln();
    }
    lines.writeln(boundary + "--");
  }

  private void writeBodyPart(BodyPart part, OutputStream out)
      throws IOException, MessagingException {
    if (part.getClass() == MimeBodyPart.class && knows((MimeBodyPart) part)) {
      write((MimeBodyPart) part, Optional.empty(), out, null);
    } else {
      part.writeTo(out);
    }
  }

  /**
   * The parts, if they were put together and not parsed; null where Jakarta Mail is to write them.
   */
  private static @Nullable MimeMultipart multipart(DataHandler handler)
      throws IOException, MessagingException {
    if (!handler.getContentType().regionMatches(true, 0, "multipart/", 0, "multipart/".length())
        || handler.getName() != null
        || !(handler.getContent() instanceof MimeMultipart parts)
        // A data source would be parsed anew each time.
        || handler.getContent() != parts
        || parts.getClass() != MimeMultipart.class
        || parts.getPreamble() != null
        || parts.getCount() == 0) {
      return null;
    }
    return parts;
  }

  private OutputStream encoder(MimePart part, OutputStream out) throws MessagingException {
    return switch (encodingOf(part)) {
      case "base64" -> encoders.outputBase64(out);
      case "quoted-printable" -> encoders.outputQP(out);
      default -> out;
    };
  }

  private static String encodingOf(MimePart part) throws MessagingException {
    String encoding = part.getEncoding();
    return encoding == null ? "" : encoding.toLowerCase(Locale.ROOT);
  }

  /** Parts of these types are not encoded as a whole (RFC 2045 section 6.4). */
  private static boolean isComposite(MimePart part) throws MessagingException {
    String type = part.getContentType().toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/") || type.startsWith("message/");
  }

  /** As Jakarta Mail reads it. */
  private static boolean allowsUtf8() {
    return !"false".equalsIgnoreCase(System.getProperty("mail.mime.allowutf8"));
  }
}
