package org.smtpra.protocol;

/**
 * What follows the sender in MAIL FROM.
 *
 * @param size octets of the message (RFC 1870); negative: not sent
 * @param eightBitMime whether to send BODY=8BITMIME (RFC 6152)
 * @param smtpUtf8 whether to send SMTPUTF8 (RFC 6531)
 */
public record MailParameters(long size, boolean eightBitMime, boolean smtpUtf8) {

  /** No parameter at all. */
  public static final MailParameters NONE = new MailParameters(-1, false, false);
}
