package org.smtpra.protocol;

import java.net.IDN;

/** Domain names as they go over the wire (RFC 5321 section 4.1.2, RFC 5891). */
final class Domain {

  private static final int MAX_DOMAIN = 255;
  private static final int MAX_LABEL = 63;

  /** Sharp s, final sigma and the two joiners: IDNA 2003 drops them, IDNA 2008 keeps them. */
  private static final String DEVIATIONS = "\u00DF\u1E9E\u03C2\u200C\u200D";

  private Domain() {}

  /**
   * Turns a name into labels of letters, digits and hyphens.
   *
   * @param name a domain name, international or not
   * @return the same text where it is ASCII, else its A-labels
   * @throws AddressSyntaxException with the index in {@code name} when it is no domain name
   */
  static String toAscii(String name) throws AddressSyntaxException {
    String ascii = isAscii(name) ? name : encode(name);
    checkLabels(ascii, ascii.equals(name));
    return ascii;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String encode(String name) throws AddressSyntaxException {
    for (int i = 0; i < name.length(); i++) {
      // java.net.IDN follows IDNA 2003 and would turn these into another, existing name.
      if (DEVIATIONS.indexOf(name.charAt(i)) >= 0) {
        throw new AddressSyntaxException(
            "'" + name.charAt(i) + "' is ambiguous in a domain (give its xn-- form)", i);
      }
    }
    try {
      return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      throw new AddressSyntaxException("the domain cannot be written as A-labels (RFC 5891)", 0);
    }
  }

  /**
   * The indexes of A-labels mean nothing to who wrote U-labels: then the domain's start is named.
   */
  private static void checkLabels(String ascii, boolean asWritten) throws AddressSyntaxException {
    if (ascii.length() > MAX_DOMAIN) {
      throw new AddressSyntaxException("the domain is longer than " + MAX_DOMAIN + " octets", 0);
    }
    int start = 0;
    for (int i = 0; i <= ascii.length(); i++) {
      if (i == ascii.length() || ascii.charAt(i) == '.') {
        checkLabel(ascii, start, i, asWritten ? start : 0);
        start = i + 1;
      } else if (!isLetterDigitHyphen(ascii.charAt(i))) {
        throw new AddressSyntaxException(
            LocalPart.named(ascii.charAt(i)) + " is not allowed in a domain", asWritten ? i : 0);
      }
    }
  }

  private static void checkLabel(String ascii, int start, int end, int index)
      throws AddressSyntaxException {
    if (end == start) {
      throw new AddressSyntaxException(
          ascii.isEmpty() ? "the domain is missing" : "a part of the domain is empty", index);
    }
    if (end - start > MAX_LABEL) {
      throw new AddressSyntaxException(
          "a part of the domain is over " + MAX_LABEL + " octets", index);
    }
    if (ascii.charAt(start) == '-' || ascii.charAt(end - 1) == '-') {
      throw new AddressSyntaxException("a part of the domain begins or ends with a hyphen", index);
    }
  }

  private static boolean isLetterDigitHyphen(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }
}
