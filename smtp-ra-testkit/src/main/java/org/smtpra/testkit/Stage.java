package org.smtpra.testkit;

/**
 * The points of a conversation at which a {@link Fault} can be planted, in the order they occur.
 */
public enum Stage {
  /** Directly after the connection was accepted, before implicit TLS. */
  CONNECT,
  /** In place of the 220 greeting. */
  GREETING,
  /** In place of the answer to EHLO. */
  EHLO,
  /** In place of the answer to HELO. */
  HELO,
  /** In place of the answer to STARTTLS. */
  STARTTLS,
  /** Before the TLS handshake, with STARTTLS and with implicit TLS. */
  TLS_HANDSHAKE,
  /** In place of the verdict on the credentials, after the exchange of the mechanism. */
  AUTH,
  /** In place of the answer to MAIL. */
  MAIL,
  /** In place of the answer to RCPT. */
  RCPT,
  /** In place of the 354 to DATA. */
  DATA,
  /**
   * Within the content of DATA, or of all chunks of BDAT together, once its first octet was read;
   * see {@link Fault.AfterOctets}.
   */
  CONTENT,
  /** In place of the reply to a chunk of BDAT that is not the last one. */
  BDAT_CHUNK,
  /** In place of the reply to the terminated content, or to BDAT LAST. */
  FINAL_REPLY,
  /** In place of the answer to RSET. */
  RSET,
  /** In place of the answer to NOOP. */
  NOOP,
  /** In place of the answer to QUIT. */
  QUIT,
  /** Directly after each final reply, before the next command is read. */
  IDLE
}
