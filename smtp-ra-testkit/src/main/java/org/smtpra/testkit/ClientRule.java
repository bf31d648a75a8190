package org.smtpra.testkit;

/**
 * What a good client keeps to. The server goes on whatever a client does, and lists each breach in
 * {@link ScriptedSmtpServer#violations()}, unless the rule is {@linkplain
 * ScriptedSmtpServerBuilder#tolerate tolerated}.
 */
public enum ClientRule {
  /** Nothing goes out before the greeting (RFC 5321 section 3.1). */
  GREETING_FIRST,
  /** PIPELINING and CHUNKING are used only where EHLO has offered them. */
  EXTENSION_OFFERED,
  /** In a group, all but MAIL, RCPT, RSET, BDAT and content come last (RFC 2920 section 3.1). */
  GROUP_ENDS_HERE,
  /** No content before the 354 was sent. */
  CONTENT_AFTER_354,
  /** No AUTH without TLS. */
  AUTH_UNDER_TLS,
  /** At most one AUTH in a session, successful or not. */
  ONE_AUTH,
  /**
   * No command after 421 or 521. Commands that were under way at that moment are innocent where
   * they came in one flush with what the 421 answers.
   */
  NOTHING_AFTER_421,
  /** No RCPT without MAIL, except behind a refused MAIL in the same group. */
  MAIL_BEFORE_RCPT,
  /** No BDAT before the 250 to at least one RCPT was sent. */
  RCPT_BEFORE_BDAT,
  /** No LAST before the 250 to every earlier chunk was sent, and none after a refused chunk. */
  CHUNKS_BEFORE_LAST,
  /** No bare CR and no bare LF, in commands and in content. */
  CRLF_ONLY,
  /** Lines of content have at most 998 octets (RFC 5321 section 4.5.3.1.6). */
  LINES_UP_TO_998
}
