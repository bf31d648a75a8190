package org.smtpra.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where the tokens of one user come from: the factory's, or a host's own. */
final class TokenReader {

  private static final Pattern CLASS_NAME =
      Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)+");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]");

  /** The settings of one user, wherever they were typed, and where their problems go. */
  interface Settings {

    /** As typed; the empty text for nothing. */
    String text(SmtpProperty setting);

    /** Whether it was typed for this very user, and not for the whole factory. */
    boolean isOwn(SmtpProperty setting);

    void refuse(SmtpProperty setting, String allowed);
  }

  private final Settings settings;
  private final TokenRules rules;

  TokenReader(Settings settings, TokenRules rules) {
    this.settings = settings;
    this.rules = rules;
  }

  /** Nothing without a source; with one that has problems, whatever could be read. */
  Optional<TokenConfiguration> read() {
    String source = settings.text(SmtpProperty.TOKEN_SOURCE).strip();
    if (source.isEmpty()) {
      refuseLonely();
      return Optional.empty();
    }
    Optional<TokenGrant> grant = TokenGrant.named(source);
    if (grant.isEmpty() && !CLASS_NAME.matcher(source).matches()) {
      refuse(SmtpProperty.TOKEN_SOURCE);
    }
    grant.ifPresent(this::checkCombination);
    return Optional.of(
        new TokenConfiguration(
            grant.map(TokenGrant::name).orElse(source),
            endpoint(),
            line(SmtpProperty.TOKEN_CLIENT_ID),
            secret(SmtpProperty.TOKEN_CLIENT_SECRET),
            secret(SmtpProperty.TOKEN_REFRESH_TOKEN),
            line(SmtpProperty.TOKEN_SCOPE),
            file(grant),
            rules));
  }

  /** Tells whether something was typed for this very user that only a token needs. */
  static boolean hasOwn(Settings settings) {
    return settings.isOwn(SmtpProperty.TOKEN_SOURCE)
        || TokenGrant.SETTINGS.stream().anyMatch(settings::isOwn);
  }

  private void refuseLonely() {
    TokenGrant.SETTINGS.stream()
        .filter(settings::isOwn)
        .forEach(setting -> settings.refuse(setting, "nothing without tokenSource"));
  }

  private void checkCombination(TokenGrant grant) {
    for (SmtpProperty setting : TokenGrant.SETTINGS) {
      if (settings.isOwn(setting) && !grant.uses(setting)) {
        List<String> users = TokenGrant.using(setting);
        settings.refuse(
            setting,
            "nothing with tokenSource " + grant + "; it is for " + String.join(", ", users));
      }
    }
    for (SmtpProperty needed : grant.needed()) {
      if (settings.text(needed).isBlank()) {
        settings.refuse(needed, "tokenSource " + grant + " needs it: " + needed.allowedText());
      }
    }
  }

  private Optional<URI> endpoint() {
    String text = settings.text(SmtpProperty.TOKEN_ENDPOINT).strip();
    Optional<URI> endpoint = text.isEmpty() ? Optional.empty() : uri(text);
    if (!text.isEmpty() && endpoint.isEmpty()) {
      refuse(SmtpProperty.TOKEN_ENDPOINT);
    }
    return endpoint;
  }

  /** In clear text only where nobody can listen: the request holds the application's secret. */
  private static Optional<URI> uri(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      String host = uri.getHost();
      boolean allowed =
          host != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && (scheme.equals("https")
                  || (scheme.equals("http") && LOOPBACK.matcher(host).matches()));
      return allowed ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** A token's file may come later, a key must be there. */
  private Optional<Path> file(Optional<TokenGrant> grant) {
    String text = settings.text(SmtpProperty.TOKEN_FILE).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean mustBeThere = grant.isPresent() && grant.get() == TokenGrant.JWT_BEARER;
    Optional<Path> file = mustBeThere ? ReadableFile.of(text) : ReadableFile.path(text);
    if (file.isEmpty()) {
      refuse(SmtpProperty.TOKEN_FILE);
    }
    return file;
  }

  private String line(SmtpProperty setting) {
    String text = settings.text(setting).strip();
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      refuse(setting);
    }
    return text;
  }

  private Secret secret(SmtpProperty setting) {
    String text = settings.text(setting);
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      refuse(setting);
    }
    return new Secret(text);
  }

  private void refuse(SmtpProperty setting) {
    settings.refuse(setting, setting.allowedText());
  }
}
