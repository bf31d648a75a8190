package org.smtpra.config;

/** How many commands may be under way at once (RFC 2920). */
public enum Pipelining {
  /** One command at a time. */
  NONE,
  /** MAIL, RCPT and, where that is safe, DATA in one go; the content waits for their replies. */
  ENVELOPE,
  /** Envelope and content in one go, where the server offers CHUNKING: for servers you run. */
  FULL
}
