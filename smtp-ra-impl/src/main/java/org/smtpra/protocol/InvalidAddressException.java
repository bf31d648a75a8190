package org.smtpra.protocol;

/** A text that is no mailbox; it never gets as far as a command. */
public final class InvalidAddressException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int SHOWN_CHARS = 320;

  /**
   * Says which address, what is wrong and where.
   *
   * @param address as given; it is shown made printable
   * @param problem what is wrong
   * @param index index of the offending character, from 0; the message counts from 1
   */
  public InvalidAddressException(String address, String problem, int index) {
    super(
        "invalid address \""
            + PrintableText.truncated(address, SHOWN_CHARS)
            + "\": "
            + problem
            + " at position "
            + (index + 1));
  }
}
