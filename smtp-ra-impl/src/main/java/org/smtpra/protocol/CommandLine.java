package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * The commands we send, each as its octets with CRLF (RFC 5321 section 4.1.1).
 *
 * <p>Arguments are checked where they come from (addresses in {@link Mailbox}); here CR, LF and NUL
 * are refused once more, so that no mistake elsewhere can make two commands of one.
 */
public final class CommandLine {

  private CommandLine() {}

  /**
   * EHLO.
   *
   * @param name as {@link EhloName} gives it
   * @return the command's octets
   */
  public static byte[] ehlo(String name) {
    return line("EHLO ", name, "");
  }

  /**
   * HELO, for servers that do not know EHLO.
   *
   * @param name as {@link EhloName} gives it
   * @return the command's octets
   */
  public static byte[] helo(String name) {
    return line("HELO ", name, "");
  }

  /**
   * MAIL FROM.
   *
   * @param wireForm the sender's {@link Mailbox#wireForm()}, or an empty text for the null path
   * @param parameters only such as the server offers
   * @return the command's octets
   */
  public static byte[] mail(String wireForm, MailParameters parameters) {
    StringBuilder rest = new StringBuilder(">");
    if (parameters.size() >= 0) {
      rest.append(" SIZE=").append(parameters.size());
    }
    if (parameters.eightBitMime()) {
      rest.append(" BODY=8BITMIME");
    }
    if (parameters.smtpUtf8()) {
      rest.append(" SMTPUTF8");
    }
    if (parameters.requireTls()) {
      rest.append(" REQUIRETLS");
    }
    rest.append(parameters.notifications());
    return line("MAIL FROM:<", wireForm, rest.toString());
  }

  /**
   * RCPT TO.
   *
   * @param wireForm the recipient's {@link Mailbox#wireForm()}
   * @return the command's octets
   */
  public static byte[] rcpt(String wireForm) {
    return line("RCPT TO:<", wireForm, ">");
  }

  /**
   * RCPT TO with a request for notifications.
   *
   * @param wireForm the recipient's {@link Mailbox#wireForm()}
   * @param notifications as {@link Notifications#ofRecipient} gives them; an empty text for none
   * @return the command's octets
   */
  public static byte[] rcpt(String wireForm, String notifications) {
    return line("RCPT TO:<", wireForm, ">" + notifications);
  }

  /**
   * BDAT (RFC 3030), which the octets of the chunk follow at once.
   *
   * @param octets the length of the chunk
   * @param last whether it is the last one
   * @return the command's octets
   */
  public static byte[] bdat(long octets, boolean last) {
    return line("BDAT ", Long.toString(octets), last ? " LAST" : "");
  }

  /**
   * DATA.
   *
   * @return the command's octets
   */
  public static byte[] data() {
    return line("DATA", "", "");
  }

  /**
   * RSET.
   *
   * @return the command's octets
   */
  public static byte[] rset() {
    return line("RSET", "", "");
  }

  /**
   * NOOP.
   *
   * @return the command's octets
   */
  public static byte[] noop() {
    return line("NOOP", "", "");
  }

  /**
   * QUIT.
   *
   * @return the command's octets
   */
  public static byte[] quit() {
    return line("QUIT", "", "");
  }

  /**
   * STARTTLS (RFC 3207).
   *
   * @return the command's octets
   */
  public static byte[] startTls() {
    return line("STARTTLS", "", "");
  }

  /**
   * AUTH (RFC 4954).
   *
   * @param mechanism for instance {@code PLAIN}
   * @param initialResponse in base64, {@code =} for an empty one, null for none
   * @return the command's octets
   */
  public static byte[] auth(String mechanism, @Nullable String initialResponse) {
    String response = initialResponse == null ? "" : initialResponse;
    return line("AUTH ", mechanism, response.isEmpty() ? "" : " " + response);
  }

  private static byte[] line(String verb, String argument, String rest) {
    String line = verb + argument + rest;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\r' || c == '\n' || c == '\0') {
        // The argument itself stays out of the message: it may be a secret.
        throw new IllegalArgumentException(
            verb.strip() + ": the argument holds CR, LF or NUL at index " + (i - verb.length()));
      }
    }
    return (line + "\r\n").getBytes(UTF_8);
  }
}
