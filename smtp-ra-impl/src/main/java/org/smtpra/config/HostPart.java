package org.smtpra.config;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code host[:port]} in front of the options, cut in two.
 *
 * @param host in lower case and without brackets; nothing if it is neither a name nor an address
 * @param portText what follows the colon; nothing if there is no colon
 */
record HostPart(Optional<String> host, Optional<String> portText) {

  private static final Pattern SHAPE =
      Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::(.*))?", Pattern.DOTALL);

  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  static HostPart of(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? new HostPart(address(matcher.group(1)), Optional.ofNullable(matcher.group(2)))
        : new HostPart(Optional.empty(), Optional.empty());
  }

  /** A name or an address without a port, as records keep it. */
  static Optional<String> address(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[") && lower.endsWith("]")) {
      return Optional.of(lower.substring(1, lower.length() - 1)).filter(IpLiteral::isIpv6);
    }
    return Optional.of(lower).filter(DomainName::isHost);
  }

  /** A name or an address that stands alone, so that an IPv6 address needs no brackets. */
  static Optional<String> bare(String text) {
    return address(IpLiteral.isIpv6(text) ? "[" + text + "]" : text);
  }

  /** Nothing if there is no port, or one that does not exist. */
  OptionalInt port() {
    return portText.map(HostPart::port).orElseGet(OptionalInt::empty);
  }

  /** Nothing if there is no such port. */
  static OptionalInt port(String text) {
    return Optional.of(text)
        .filter(digits -> PORT.matcher(digits).matches())
        .map(Integer::parseInt)
        .filter(port -> SmtpProperty.PORT.allowed().includes(port))
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  boolean hasValidPort() {
    return portText.isEmpty() || port().isPresent();
  }
}
