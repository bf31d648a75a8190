package org.smtpra.ra;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.smtpra.protocol.PrintableText;

/**
 * A message whose headers cannot smuggle in other headers: line breaks are refused unless folded.
 */
final class GuardedMessage extends MimeMessage {

  /** CRLF before white space is folding (RFC 5322 section 2.2.3); any other line break is not. */
  private static final Pattern LINE_BREAK =
      Pattern.compile("\r(?!\n)|(?<!\r)\n|\r\n(?![ \t])|\u0000");

  /** RFC 5322 section 2.2. */
  private static final Pattern NAME = Pattern.compile("[!-9;-~]+");

  private static final int SHOWN_CHARS = 80;

  GuardedMessage(Session session) {
    super(session);
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

  private static void refuseLineBreaks(String name, @Nullable String value)
      throws MessagingException {
    if (!NAME.matcher(name).matches()) {
      throw new MessagingException(
          "the header name \""
              + PrintableText.truncated(name, SHOWN_CHARS)
              + "\" is not allowed: it is made of printable ASCII without space and colon");
    }
    if (value != null && LINE_BREAK.matcher(value).find()) {
      throw new MessagingException(
          "the value of header " + name + " has a line break or NUL in it; allowed is one line");
    }
  }
}
