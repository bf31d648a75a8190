package org.smtpra.config;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host entry as problems may show it. An entry that has a problem is one whose parts may not be
 * what they seem (a password cut at a semicolon, an option after a colon), so what is not known to
 * be harmless is hidden, and what follows something hidden may belong to it.
 *
 * @param text the entry with {@code ***} for what is hidden
 * @param mayGoOn whether the next entry may be the rest of a password with a comma in it
 */
record RedactedEntry(String text, boolean mayGoOn) {

  private static final String HIDDEN = "***";

  /** A mistyped weight, priority or limit is worth showing; no mistyped password begins so. */
  private static final Pattern MISTYPED_NUMBER =
      Pattern.compile(
          "([^:=\\s]*:){0,2}(w|pr|max|rat)[a-z]*=[0-9.]{1,6}", Pattern.CASE_INSENSITIVE);

  private static final Pattern MISTYPED_IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]*\\]?:?[0-9]{0,6}");

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,6}");

  private static final Pattern KEY = Pattern.compile("[A-Za-z]{1,20}");

  /** Up to where {@code host:port:secret}, {@code host:key=secret} or "host secret" hide theirs. */
  private static final Pattern HARMLESS_START =
      Pattern.compile(
          "KEY=|[^\\s:=]*+(?!=)(:(KEY=|[0-9]{0,6}(?![^:\\s])(:(KEY=)?)?)?)?"
              .replace("KEY", "(" + HostOption.names().replace(", ", "|") + ")"),
          Pattern.CASE_INSENSITIVE);

  /**
   * Hides what may be secret.
   *
   * @param entry the entry, still escaped
   * @param tail whether the entry may be the rest of a password with a comma in it
   */
  static RedactedEntry of(String entry, boolean tail) {
    List<String> pieces = EscapedText.split(entry, ';');
    StringJoiner text = new StringJoiner(";");
    String shown = hostPart(pieces.get(0), tail);
    boolean secret = tail;
    text.add(shown);
    for (String piece : pieces.subList(1, pieces.size())) {
      secret |= shown.contains(HIDDEN);
      shown = option(piece, secret);
      text.add(shown);
    }
    boolean hides = text.toString().contains(HIDDEN);
    return new RedactedEntry(text.toString(), hides || (tail && pieces.size() == 1));
  }

  private static String option(String piece, boolean secret) {
    int equals = piece.indexOf('=');
    if (equals < 0) {
      return piece.isEmpty() ? "" : HIDDEN;
    }
    String key = piece.substring(0, equals).strip();
    Optional<HostOption> option = HostOption.named(key);
    boolean harmless =
        option.isPresent()
            ? !option.get().isSecret()
                && !(option.get() == HostOption.TOKEN_ENDPOINT && piece.indexOf('@') >= 0)
                && piece.indexOf('=', equals + 1) < 0
            : !secret && MISTYPED_NUMBER.matcher(piece).matches();
    if (harmless) {
      return piece;
    }
    boolean showsKey = option.isPresent() || (!secret && KEY.matcher(key).matches());
    return showsKey ? key + "=" + HIDDEN : HIDDEN;
  }

  private static String hostPart(String text, boolean tail) {
    HostPart part = HostPart.of(text);
    boolean number = MISTYPED_NUMBER.matcher(text).matches();
    boolean portNumber = part.portText().filter(DIGITS.asMatchPredicate()).isPresent();
    if (part.host().isPresent() && (part.hasValidPort() || portNumber || number)) {
      return text;
    }
    if (tail) {
      return HIDDEN;
    }
    boolean harmless = number || IpLiteral.isIpv6(text) || MISTYPED_IPV6.matcher(text).matches();
    return harmless ? text : beforeSecret(text);
  }

  private static String beforeSecret(String text) {
    Matcher start = HARMLESS_START.matcher(text);
    int end = text.indexOf('@') < 0 && start.lookingAt() ? start.end() : 0;
    return end < text.length() ? text.substring(0, end) + HIDDEN : text;
  }
}
