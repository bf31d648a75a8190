package org.smtpra.config;

import static org.smtpra.config.SmtpProperty.TOKEN_CLIENT_ID;
import static org.smtpra.config.SmtpProperty.TOKEN_CLIENT_SECRET;
import static org.smtpra.config.SmtpProperty.TOKEN_ENDPOINT;
import static org.smtpra.config.SmtpProperty.TOKEN_FILE;
import static org.smtpra.config.SmtpProperty.TOKEN_REFRESH_TOKEN;
import static org.smtpra.config.SmtpProperty.TOKEN_SCOPE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The built-in sources of tokens, and which properties each needs and takes. */
public enum TokenGrant {
  /** RFC 6749 section 4.4: the application's own secret; Microsoft 365. */
  CLIENT_CREDENTIALS(
      List.of(TOKEN_ENDPOINT, TOKEN_CLIENT_ID, TOKEN_CLIENT_SECRET), Set.of(TOKEN_SCOPE)),
  /** RFC 6749 section 6: what a user has granted once. */
  REFRESH_TOKEN(
      List.of(TOKEN_ENDPOINT, TOKEN_CLIENT_ID, TOKEN_REFRESH_TOKEN),
      Set.of(TOKEN_CLIENT_SECRET, TOKEN_SCOPE)),
  /** RFC 7523 section 2.1: signed with a service account's key; Google Workspace. */
  JWT_BEARER(List.of(TOKEN_FILE), Set.of(TOKEN_ENDPOINT, TOKEN_CLIENT_ID, TOKEN_SCOPE)),
  /** Somebody else writes the token: a side-car, a workload identity. */
  FILE(List.of(TOKEN_FILE), Set.of());

  /** Those that differ from user to user. */
  static final List<SmtpProperty> SETTINGS =
      List.of(
          TOKEN_ENDPOINT,
          TOKEN_CLIENT_ID,
          TOKEN_CLIENT_SECRET,
          TOKEN_REFRESH_TOKEN,
          TOKEN_SCOPE,
          TOKEN_FILE);

  @SuppressWarnings("ImmutableEnumChecker") // an immutable list of constants
  private final List<SmtpProperty> needed;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable set of constants
  private final Set<SmtpProperty> taken;

  TokenGrant(List<SmtpProperty> needed, Set<SmtpProperty> taken) {
    this.needed = needed;
    this.taken = taken;
  }

  List<SmtpProperty> needed() {
    return needed;
  }

  boolean uses(SmtpProperty setting) {
    return needed.contains(setting) || taken.contains(setting);
  }

  /** The sources for which a setting has a meaning. */
  static List<String> using(SmtpProperty setting) {
    return Arrays.stream(values())
        .filter(grant -> grant.uses(setting))
        .map(TokenGrant::name)
        .toList();
  }

  /** Nothing for a class of its own. */
  static Optional<TokenGrant> named(String text) {
    return Arrays.stream(values()).filter(grant -> grant.name().equalsIgnoreCase(text)).findFirst();
  }
}
