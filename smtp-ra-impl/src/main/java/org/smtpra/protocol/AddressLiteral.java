package org.smtpra.protocol;

import java.util.regex.Pattern;

/** IP addresses in brackets (RFC 5321 section 4.1.3), told apart without asking a resolver. */
final class AddressLiteral {

  static final String IPV6_TAG = "IPv6:";

  private static final Pattern DECIMAL_OCTET = Pattern.compile("[0-9]{1,3}");
  private static final Pattern HEX_GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final int IPV6_GROUPS = 8;

  private AddressLiteral() {}

  /** Tells whether a text is an address literal with its brackets. */
  static boolean isLiteral(String text) {
    if (!text.startsWith("[") || !text.endsWith("]") || text.length() < 2) {
      return false;
    }
    String inner = text.substring(1, text.length() - 1);
    return inner.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length())
        ? isIpv6(inner.substring(IPV6_TAG.length()))
        : isIpv4(inner);
  }

  static boolean isIpv4(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return false;
    }
    for (String octet : octets) {
      if (!DECIMAL_OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }

  static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == IPV6_GROUPS;
    }
    int before = groups(text.substring(0, gap), false);
    int after = groups(text.substring(gap + 2), true);
    return before >= 0 && after >= 0 && before + after < IPV6_GROUPS;
  }

  /** Number of groups, an IPv4 address at the end being two; -1 where one is malformed. */
  private static int groups(String text, boolean ipv4AtEnd) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (ipv4AtEnd && i == parts.length - 1 && isIpv4(parts[i])) {
        count += 2;
      } else if (HEX_GROUP.matcher(parts[i]).matches()) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
  }
}
