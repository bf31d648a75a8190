package org.smtpra.session;

import java.io.IOException;
import java.io.OutputStream;

/** A message as octets: every line ends with CRLF, no dot is doubled yet. */
public interface MessageContent {

  /** What is known of octets over 127 before the content is written. */
  enum EightBit {
    NO,
    YES,
    UNKNOWN
  }

  /**
   * The exact length.
   *
   * @return octets, -1 where it is not known beforehand
   */
  long size();

  /**
   * Tells whether there are octets over 127.
   *
   * @return what is known
   */
  EightBit eightBit();

  /**
   * Tells whether a header, the message's or a part's, holds raw octets over 127 (RFC 6532).
   *
   * @return true if SMTPUTF8 is needed; where the length is not known, as far as was looked
   */
  boolean utf8Headers();

  /**
   * Writes the content, ending with CRLF.
   *
   * @param sink takes canonical octets
   * @throws IOException if the content cannot be produced, or the sink fails
   */
  void writeTo(OutputStream sink) throws IOException;
}
