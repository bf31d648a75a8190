package org.smtpra.message;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.smtpra.protocol.PrintableText;

/**
 * A message whose headers cannot smuggle in other headers: line breaks are refused unless folded.
 * It is written octet for octet as a {@link MimeMessage} would be, with fewer detours. Not thread
 * safe.
 */
public final class OutgoingMessage extends MimeMessage {

  private static final String ENCODING = "Content-Transfer-Encoding";
  private static final String TYPE = "Content-Type";

  /** CRLF before white space is folding (RFC 5322 section 2.2.3); any other line break is not. */
  private static final Pattern LINE_BREAK =
      Pattern.compile("\r(?!\n)|(?<!\r)\n|\r\n(?![ \t])|\u0000");

  private static final int SHOWN_CHARS = 80;

  /** Jakarta Mail 2.0, which TomEE 9 has, knows no provider of streams, and searches for none. */
  private static final boolean HAS_STREAM_PROVIDER = hasStreamProvider();

  private Optional<TextContent> text = Optional.empty();

  /** An empty message. */
  public OutgoingMessage(Session session) {
    super(session);
  }

  @Override
  public void setContent(Object content, String type) throws MessagingException {
    super.setContent(content, type);
    text = TextContent.of(content, type, dh);
  }

  /**
   * The length of its text before transfer encoding: about that for a long text, zero where it is
   * not known.
   *
   * @return octets
   */
  public int textOctets() {
    return currentText().map(known -> known.length()).orElse(0);
  }

  @Override
  public void writeTo(OutputStream out, String @Nullable [] hidden)
      throws IOException, MessagingException {
    if (!saved) {
      saveChanges();
    }
    if (HAS_STREAM_PROVIDER && modified && dh != null && PartWriter.knows(this)) {
      PartWriter.of(session).write(this, currentText(), out, hidden);
    } else {
      super.writeTo(out, hidden);
    }
  }

  /** For a text, what Jakarta Mail does after it has parsed the type that it was given. */
  @Override
  @SuppressWarnings("JavaUtilDate") // Jakarta Mail's type
  protected synchronized void updateHeaders() throws MessagingException {
    Optional<TextContent> current = currentText();
    if (current.isEmpty() || getHeader("Content-Disposition") != null) {
      super.updateHeaders();
      return;
    }
    if (getHeader(ENCODING) == null) {
      super.setHeader(ENCODING, current.get().encoding());
    }
    if (getHeader(TYPE) == null) {
      super.setHeader(TYPE, dh.getContentType());
    }
    super.setHeader("MIME-Version", "1.0");
    if (getHeader("Date") == null) {
      setSentDate(new Date());
    }
    updateMessageID();
  }

  /** Keeps the identity that the message has; Jakarta Mail gives it another one each time. */
  @Override
  protected void updateMessageID() throws MessagingException {
    if (getMessageID() == null) {
      super.setHeader("Message-ID", MessageId.unique());
    }
  }

  @Override
  public void setHeader(String name, @Nullable String value) throws MessagingException {
    refuseLineBreaks(name, value);
    super.setHeader(name, value);
  }

  @Override
  public void addHeader(String name, @Nullable String value) throws MessagingException {
    refuseLineBreaks(name, value);
    super.addHeader(name, value);
  }

  @Override
  public void addHeaderLine(String line) throws MessagingException {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new MessagingException("the header line has no colon; allowed is \"Name: value\"");
    }
    refuseLineBreaks(line.substring(0, colon).stripTrailing(), line);
    super.addHeaderLine(line);
  }

  private static boolean hasStreamProvider() {
    try {
      Class.forName("jakarta.mail.util.StreamProvider");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private Optional<TextContent> currentText() {
    return text.filter(known -> known.belongsTo(dh));
  }

  private static void refuseLineBreaks(String name, @Nullable String value)
      throws MessagingException {
    if (!isName(name)) {
      throw new MessagingException(
          "the header name \""
              + PrintableText.truncated(name, SHOWN_CHARS)
              + "\" is not allowed: it is made of printable ASCII without space and colon");
    }
    if (value != null && hasControl(value) && LINE_BREAK.matcher(value).find()) {
      throw new MessagingException(
          "the value of header " + name + " has a line break or NUL in it; allowed is one line");
    }
  }

  /** RFC 5322 section 2.2. */
  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char at = name.charAt(i);
      if (at < '!' || at > '~' || at == ':') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Few values are folded: the others need no regular expression. */
  private static boolean hasControl(String value) {
    return value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0;
  }
}
