package org.smtpra.config;

import java.util.regex.Pattern;

/** The shapes of names: of hosts to connect to, and of ourselves in EHLO. */
final class DomainName {

  /** RFC 5321 section 4.1.2 Domain; a name beyond ASCII is written as A-labels (xn--...). */
  private static final Pattern STRICT = labels("A-Za-z0-9");

  /** Container networks resolve names with underscores, which RFC 5321 does not know. */
  private static final Pattern LENIENT = labels("A-Za-z0-9_");

  /** What ends in a number is an IP address or a mistyped one (RFC 3696 section 2). */
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?[0-9]+");

  private static final int MAX_LENGTH = 253;

  private static final String IPV6_TAG = "IPv6:";

  private DomainName() {}

  private static Pattern labels(String characters) {
    String label =
        "[" + characters + "]([" + characters + "-]{0,61}[" + characters + "])?"; // 63 octets
    return Pattern.compile(label + "(\\." + label + ")*");
  }

  /** Whether a socket could be opened to it; IPv6 addresses are the caller's. */
  static boolean isHost(String text) {
    return IpLiteral.isIpv4(text) || isName(text, LENIENT);
  }

  /** Whether EHLO may say it: a domain or an address literal (RFC 5321 section 4.1.3). */
  static boolean isEhloName(String text) {
    return isName(text, STRICT) || isAddressLiteral(text);
  }

  private static boolean isName(String text, Pattern shape) {
    return text.length() <= MAX_LENGTH
        && shape.matcher(text).matches()
        && !ENDS_IN_NUMBER.matcher(text).matches();
  }

  private static boolean isAddressLiteral(String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return false;
    }
    String inside = text.substring(1, text.length() - 1);
    return inside.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length())
        ? IpLiteral.isIpv6(inside.substring(IPV6_TAG.length()))
        : IpLiteral.isIpv4(inside);
  }
}
