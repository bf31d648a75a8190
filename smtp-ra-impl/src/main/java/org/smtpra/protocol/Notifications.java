package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;
import org.smtpra.SmtpDsnRequest;

/** A request for delivery status notifications as parameters of MAIL and RCPT (RFC 3461). */
public final class Notifications {

  private static final String HEX = "0123456789ABCDEF";

  private final SmtpDsnRequest request;

  /**
   * Wraps a request.
   *
   * @param request what the caller asked for
   */
  public Notifications(SmtpDsnRequest request) {
    this.request = request;
  }

  /**
   * RET and ENVID.
   *
   * @return the parameters, each after a space; an empty text for none
   */
  public String ofMail() {
    String ret =
        request.returnsHeadersOnly().map(only -> only ? " RET=HDRS" : " RET=FULL").orElse("");
    return ret + request.envelopeId().map(id -> " ENVID=" + xtext(id)).orElse("");
  }

  /**
   * NOTIFY and, for addresses in ASCII, ORCPT.
   *
   * @param recipient the recipient as it was given
   * @return the parameters, each after a space
   */
  public String ofRecipient(Mailbox recipient) {
    String cases =
        request.cases().isEmpty()
            ? "NEVER"
            : request.cases().stream().map(Enum::name).collect(Collectors.joining(","));
    String original =
        recipient.needsSmtpUtf8() ? "" : " ORCPT=rfc822;" + xtext(recipient.wireForm());
    return " NOTIFY=" + cases + original;
  }

  /** RFC 3461 section 4: everything but printable ASCII, {@code +} and {@code =} goes as +HH. */
  private static String xtext(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(UTF_8)) {
      if (octet > ' ' && octet < 127 && octet != '+' && octet != '=') {
        encoded.append((char) octet);
      } else {
        encoded.append('+').append(HEX.charAt((octet >> 4) & 15)).append(HEX.charAt(octet & 15));
      }
    }
    return encoded.toString();
  }
}
