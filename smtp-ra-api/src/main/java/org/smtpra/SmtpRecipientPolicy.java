package org.smtpra;

/** What to do when a server refuses some of the recipients. */
public enum SmtpRecipientPolicy {
  /** The message is handed over for all recipients or for none. */
  ALL_OR_NOTHING,
  /**
   * The message is handed over for the recipients that the server takes; the result names the
   * others. Where the server takes fewer recipients in one transaction than the message has, the
   * rest follow at once in further ones, with the same octets and the same Message-ID.
   */
  SEND_TO_ACCEPTED
}
