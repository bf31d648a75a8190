package org.smtpra.standalone.interop;

/** What a server cannot do, or does otherwise than RFC 5321 has it. */
enum Shortcoming {
  /** Does not offer 8BITMIME: content with octets over 127 is not sent there. */
  NO_8BITMIME,
  /** Does not offer SMTPUTF8: nor are addresses beyond ASCII before the {@code @}. */
  NO_SMTPUTF8,
  /** Does not know the empty reverse path, and misses MAIL at the first RCPT. */
  NO_NULL_PATH,
  /** Its process may die of a refused recipient whose content was in flight. */
  DIES_OF_REFUSALS_IN_FULL,
  /** Takes the last line end for a part of the terminator. */
  LOSES_THE_LAST_LINE_END,
  /** Goes on with a transaction whose content it refused: the next MAIL is one too many. */
  KEEPS_A_REFUSED_TRANSACTION
}
