package org.smtpra.auth;

import java.util.Base64;
import org.smtpra.protocol.PrintableText;

/** How AUTH writes the octets of a mechanism (RFC 4954 section 4). */
public final class AuthText {

  private static final int SHOWN_CHARS = 80;

  private AuthText() {}

  /**
   * Writes what follows the mechanism's name in the AUTH command.
   *
   * @param initialResponse the mechanism's octets
   * @return base64; {@code =} where there are no octets, because an empty text means "none given"
   */
  public static String encodeInitial(byte[] initialResponse) {
    return initialResponse.length == 0 ? "=" : encode(initialResponse);
  }

  /**
   * Writes the line that answers a 334.
   *
   * @param response the mechanism's octets
   * @return base64; an empty text, so an empty line, where there are no octets
   */
  public static String encode(byte[] response) {
    return Base64.getEncoder().encodeToString(response);
  }

  /**
   * Reads the text of a 334.
   *
   * @param challenge the reply's text behind the code
   * @return the server's octets, none for an empty text
   * @throws SaslFailureException when the text is not base64
   */
  public static byte[] decode(String challenge) throws SaslFailureException {
    String text = challenge.strip();
    if (text.equals("=")) { // some servers write an empty challenge like an empty response
      return new byte[0];
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw SaslFailureException.nonsense(
          "the server's challenge is not base64: \""
              + PrintableText.truncated(text, SHOWN_CHARS)
              + "\"",
          e);
    }
  }
}
