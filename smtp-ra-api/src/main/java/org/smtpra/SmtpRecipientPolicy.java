package org.smtpra;

/** What to do when a server refuses some of the recipients. */
public enum SmtpRecipientPolicy {
  /** The message is handed over for all recipients or for none. */
  ALL_OR_NOTHING,
  /**
   * The message is handed over for the recipients that the server takes; the result names the
   * others.
   */
  SEND_TO_ACCEPTED
}
