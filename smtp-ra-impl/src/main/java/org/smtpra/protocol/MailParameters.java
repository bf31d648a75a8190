package org.smtpra.protocol;

/**
 * What follows the sender in MAIL FROM.
 *
 * @param size octets of the message (RFC 1870); negative: not sent
 * @param eightBitMime whether to send BODY=8BITMIME (RFC 6152)
 * @param smtpUtf8 whether to send SMTPUTF8 (RFC 6531)
 * @param requireTls whether to send REQUIRETLS (RFC 8689)
 * @param notifications RET and ENVID as {@link Notifications#ofMail()} gives them; an empty text
 *     for none
 */
public record MailParameters(
    long size, boolean eightBitMime, boolean smtpUtf8, boolean requireTls, String notifications) {

  /** No parameter at all. */
  public static final MailParameters NONE = new MailParameters(-1, false, false);

  /**
   * Parameters of the message itself, without REQUIRETLS and DSN.
   *
   * @param size octets of the message; negative: not sent
   * @param eightBitMime whether to send BODY=8BITMIME
   * @param smtpUtf8 whether to send SMTPUTF8
   */
  public MailParameters(long size, boolean eightBitMime, boolean smtpUtf8) {
    this(size, eightBitMime, smtpUtf8, false, "");
  }
}
