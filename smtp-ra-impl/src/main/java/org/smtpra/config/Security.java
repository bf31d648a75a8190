package org.smtpra.config;

/** Whether and how a session is protected by TLS. */
public enum Security {
  /** Plain text, credentials included. */
  NONE,
  /** TLS by STARTTLS where the server offers it, else plain text without authentication. */
  STARTTLS_WHEN_AVAILABLE,
  /** TLS by STARTTLS (RFC 3207); a server that does not offer it is not used. */
  STARTTLS,
  /** TLS from the first octet (RFC 8314 section 3.3). */
  TLS;

  /** The submission ports of RFC 6409 and RFC 8314. */
  int defaultPort() {
    return this == TLS ? 465 : 587;
  }
}
