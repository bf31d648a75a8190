package org.smtpra.protocol;

import java.util.Optional;

/** What EHLO calls us: a domain name or an address literal (RFC 5321 section 4.1.4). */
public final class EhloName {

  private static final String NO_ADDRESS = "[127.0.0.1]";

  private EhloName() {}

  /**
   * Chooses the name: the given one where it can be carried, else the local address in brackets.
   *
   * @param name a host name, an IP address with or without brackets, or an empty text
   * @param localAddress the socket's own address as text, for instance {@code fe80::1%eth0}
   * @return the argument of EHLO
   */
  public static String of(String name, String localAddress) {
    return ofName(name).or(() -> literal(localAddress)).orElse(NO_ADDRESS);
  }

  /**
   * Makes an argument of EHLO out of a configured name.
   *
   * @param name a host name, or an IP address with or without brackets
   * @return the argument, international names as A-labels; empty when the text is none of these
   */
  public static Optional<String> ofName(String name) {
    if (AddressLiteral.isLiteral(name)) {
      return Optional.of(name);
    }
    Optional<String> literal = literal(name);
    return literal.isPresent() ? literal : domain(name);
  }

  private static Optional<String> domain(String name) {
    try {
      return Optional.of(Domain.toAscii(name));
    } catch (AddressSyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> literal(String address) {
    int zone = address.indexOf('%');
    String plain = zone < 0 ? address : address.substring(0, zone);
    if (AddressLiteral.isIpv4(plain)) {
      return Optional.of("[" + plain + "]");
    }
    return AddressLiteral.isIpv6(plain)
        ? Optional.of("[" + AddressLiteral.IPV6_TAG + plain + "]")
        : Optional.empty();
  }
}
