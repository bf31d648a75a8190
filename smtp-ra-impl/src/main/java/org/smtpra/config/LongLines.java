package org.smtpra.config;

/** What to do with a message that has a line over 998 octets (RFC 5322 section 2.1.1). */
public enum LongLines {
  /** The send fails before anything reaches the server; the failure names the line. */
  REFUSE,
  /** The message goes out as it is, and the server decides. */
  SEND
}
