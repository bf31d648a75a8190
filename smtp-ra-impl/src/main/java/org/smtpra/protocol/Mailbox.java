package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One checked envelope address. Immutable.
 *
 * <p>Every address that reaches a command was parsed here, strictly (RFC 5321 section 4.1.2, RFC
 * 6531 section 3.3), because {@code a@b> SIZE=1} injects a parameter without CR or LF.
 */
public final class Mailbox {

  private static final int MAX_LOCAL_PART = 64; // RFC 5321 section 4.5.3.1.1, octets
  private static final int MAX_PATH = 256; // RFC 5321 section 4.5.3.1.3, with the angle brackets

  private final String address;
  private final String wireForm;
  private final boolean needsSmtpUtf8;

  private Mailbox(String address, String wireForm, boolean needsSmtpUtf8) {
    this.address = address;
    this.wireForm = wireForm;
    this.needsSmtpUtf8 = needsSmtpUtf8;
  }

  /**
   * Checks an address.
   *
   * @param address {@code local-part@domain}, {@code local-part@[address literal]} or {@code
   *     postmaster}, without angle brackets and display name
   * @return the mailbox
   * @throws InvalidAddressException saying what is wrong and where
   */
  public static Mailbox parse(String address) throws InvalidAddressException {
    try {
      return parseStrictly(address);
    } catch (AddressSyntaxException e) {
      throw new InvalidAddressException(address, e.problem(), e.index());
    }
  }

  private static Mailbox parseStrictly(String address) throws AddressSyntaxException {
    if (address.isEmpty()) {
      throw new AddressSyntaxException("it is empty", 0);
    }
    int unsafe = PrintableText.firstUnsafe(address);
    if (unsafe >= 0) {
      throw new AddressSyntaxException(
          String.format(
              Locale.ROOT, "character U+%04X is not allowed", (int) address.charAt(unsafe)),
          unsafe);
    }
    int at = LocalPart.end(address);
    String localPart = address.substring(0, at);
    if (octets(localPart) > MAX_LOCAL_PART) {
      throw new AddressSyntaxException("the local part is over " + MAX_LOCAL_PART + " octets", 0);
    }
    boolean needsSmtpUtf8 = !Domain.isAscii(localPart);
    String wireForm = localPart + domainPart(address, at, needsSmtpUtf8);
    if (octets(wireForm) + 2 > MAX_PATH) {
      throw new AddressSyntaxException("with angle brackets it is over " + MAX_PATH + " octets", 0);
    }
    return new Mailbox(address, wireForm, needsSmtpUtf8);
  }

  /** What follows the local part, with the {@code @}; empty for the reserved name alone. */
  private static String domainPart(String address, int at, boolean keepUnicode)
      throws AddressSyntaxException {
    if (at == address.length()) {
      if (address.equalsIgnoreCase("postmaster")) { // RFC 5321 section 4.1.1.3
        return "";
      }
      throw new AddressSyntaxException("'@' and a domain are missing", at);
    }
    if (address.charAt(at) != '@') {
      throw new AddressSyntaxException("'@' must follow the closing quote", at);
    }
    return "@" + domain(address.substring(at + 1), at + 1, keepUnicode);
  }

  private static String domain(String domain, int index, boolean keepUnicode)
      throws AddressSyntaxException {
    if (domain.startsWith("[")) {
      if (!AddressLiteral.isLiteral(domain)) {
        throw new AddressSyntaxException("neither [n.n.n.n] nor [IPv6:...]", index);
      }
      return domain;
    }
    try {
      String ascii = Domain.toAscii(domain);
      // A U-label is lower case and normalised (RFC 5891 section 4.2.1): the way through the
      // A-label makes it so.
      return keepUnicode && !Domain.isAscii(domain) ? IDN.toUnicode(ascii) : ascii;
    } catch (AddressSyntaxException e) {
      throw new AddressSyntaxException(e.problem(), index + e.index());
    }
  }

  private static int octets(String text) {
    return Domain.isAscii(text) ? text.length() : text.getBytes(UTF_8).length;
  }

  /**
   * The address as it goes between the angle brackets: with an ASCII local part the domain is in
   * A-labels, else all is as it was given, in UTF-8.
   *
   * @return the text for {@link CommandLine}
   */
  public String wireForm() {
    return wireForm;
  }

  /**
   * Tells whether the local part is not ASCII, so that the server must offer SMTPUTF8.
   *
   * @return true when it is not
   */
  public boolean needsSmtpUtf8() {
    return needsSmtpUtf8;
  }

  /**
   * The address as it was given.
   *
   * @return the text that was parsed
   */
  public String address() {
    return address;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mailbox that && wireForm.equals(that.wireForm);
  }

  @Override
  public int hashCode() {
    return wireForm.hashCode();
  }

  @Override
  public String toString() {
    return address;
  }
}
