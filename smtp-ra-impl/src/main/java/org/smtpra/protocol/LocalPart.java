package org.smtpra.protocol;

/** Finds the end of a mailbox's local part (RFC 5321 section 4.1.2, RFC 6531 section 3.3). */
final class LocalPart {

  private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

  private LocalPart() {}

  /**
   * Reads the local part at the start of an address.
   *
   * @return the index behind it
   * @throws AddressSyntaxException when it is neither a dot-string nor a quoted string
   */
  static int end(String address) throws AddressSyntaxException {
    return address.startsWith("\"") ? quotedEnd(address) : dotStringEnd(address);
  }

  private static int dotStringEnd(String address) throws AddressSyntaxException {
    int i = 0;
    for (; i < address.length() && address.charAt(i) != '@'; i++) {
      char c = address.charAt(i);
      if (c == '.') {
        checkDot(address, i);
      } else if (!isAtext(c)) {
        throw new AddressSyntaxException(named(c) + " is not allowed outside quotes", i);
      }
    }
    if (i == 0) {
      throw new AddressSyntaxException("the local part is missing", 0);
    }
    return i;
  }

  private static void checkDot(String address, int i) throws AddressSyntaxException {
    boolean first = i == 0;
    boolean last = i + 1 == address.length() || address.charAt(i + 1) == '@';
    if (first || last) {
      throw new AddressSyntaxException(
          "a local part cannot begin or end with a dot unless quoted", i);
    }
    if (address.charAt(i + 1) == '.') {
      throw new AddressSyntaxException("two dots in a row must be quoted", i + 1);
    }
  }

  private static int quotedEnd(String address) throws AddressSyntaxException {
    for (int i = 1; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\') {
        i++;
        if (i < address.length() && address.charAt(i) > '~') {
          throw new AddressSyntaxException("only ASCII can be behind a backslash", i);
        }
      }
    }
    throw new AddressSyntaxException("the closing quote is missing", address.length());
  }

  private static boolean isAtext(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c > '~'
        || ATEXT_SPECIALS.indexOf(c) >= 0;
  }

  /** A character as a person finds it in the address. */
  static String named(char c) {
    return c == ' ' ? "a space" : "'" + c + "'";
  }
}
