package org.smtpra.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One message that the server took responsibility for.
 *
 * @param sessionNumber the session it came by, the first one is 1
 * @param envelopeFrom the reverse path without angle brackets, empty for the null path
 * @param recipients the accepted forward paths, in the order of their RCPT commands
 * @param mailParameters the parameters of MAIL as sent, for instance {@code SIZE=123}
 * @param content the octets with dot-stuffing removed and line ends as they came; do not change
 * @param authenticatedUser who had logged in, or an empty text
 * @param overTls whether the octets came through TLS
 * @param heloName the argument of the last EHLO or HELO
 */
@SuppressWarnings("ArrayRecordComponent") // Tests compare octets; nothing compares whole records.
public record ReceivedMessage(
    int sessionNumber,
    String envelopeFrom,
    List<String> recipients,
    List<String> mailParameters,
    byte[] content,
    String authenticatedUser,
    boolean overTls,
    String heloName) {

  /** Copies the lists. */
  public ReceivedMessage {
    recipients = List.copyOf(recipients);
    mailParameters = List.copyOf(mailParameters);
  }

  /**
   * Shows the content as text.
   *
   * @return one character for each octet
   */
  public String contentAsText() {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  /**
   * Names the first header field of this name.
   *
   * @param name compared without regard to case
   * @return its unfolded value, or an empty text
   */
  public String header(String name) {
    String text = contentAsText();
    int end = text.indexOf("\r\n\r\n");
    String headers = end < 0 ? text : text.substring(0, end);
    return headers
        .replaceAll("\r\n(?=[ \t])", "")
        .lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }
}
