package org.smtpra.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells IP addresses from names without ever asking a name server. */
final class IpLiteral {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  /** Four plain decimals: octal and short forms mean different addresses to different readers. */
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  /** The runtime takes a text of this shape for an IPv6 address or refuses it; no look-up. */
  private static final Pattern IPV6_CHARACTERS =
      Pattern.compile("([0-9A-Fa-f][0-9A-Fa-f.]*)?:[0-9A-Fa-f:.]*");

  private IpLiteral() {}

  static boolean isIpv4(String text) {
    return IPV4.matcher(text).matches();
  }

  static boolean isIpv6(String text) {
    if (!IPV6_CHARACTERS.matcher(text).matches()) {
      return false;
    }
    try {
      return InetAddress.getAllByName(text).length == 1;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static boolean isAddress(String text) {
    return isIpv4(text) || isIpv6(text);
  }
}
