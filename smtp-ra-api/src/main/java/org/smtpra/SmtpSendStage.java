package org.smtpra;

/**
 * How far a send had got when it failed, in the order of the conversation; recorded where the
 * octets are written or the reply is parsed. Constants may be added: have a {@code default} branch.
 *
 * <p>Source: RFC 5321 section 3.
 */
public enum SmtpSendStage {
  /** Waiting for a lease or for a host, or preparing the message; nothing was written. */
  ACQUIRE,
  /** Resolving the host's name, TCP, and TLS where it is implicit. */
  CONNECT,
  /** Waiting for the server's greeting. */
  GREETING,
  /** EHLO or HELO. */
  EHLO,
  /** STARTTLS and the TLS handshake that follows it. */
  STARTTLS,
  /** AUTH, with all its steps. */
  AUTHENTICATE,
  /** MAIL. */
  MAIL_FROM,
  /** RCPT. */
  RCPT_TO,
  /** DATA, up to its 354 reply. */
  DATA,
  /** Writing the content, up to its last octet. */
  CONTENT,
  /** From the write that completes the message to the server's verdict. */
  FINAL_REPLY
}
