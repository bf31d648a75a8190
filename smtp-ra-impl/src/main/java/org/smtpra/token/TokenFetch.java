package org.smtpra.token;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;
import org.smtpra.config.SmtpProperty;
import org.smtpra.config.TokenConfiguration;
import org.smtpra.spi.AccessToken;
import org.smtpra.spi.TokenRefusedException;
import org.smtpra.spi.TokenRequest;
import org.smtpra.spi.TokenSource;

/** Asks a source for one token, and says what it means when there is none. Thread safe. */
final class TokenFetch {

  private final Credentials user;
  private final TokenConfiguration configuration;
  private final TokenSource source;

  TokenFetch(Credentials user, TokenConfiguration configuration, TokenSource source) {
    this.user = user;
    this.configuration = configuration;
    this.source = source;
  }

  String userName() {
    return user.userName();
  }

  String sourceName() {
    return configuration.source();
  }

  Duration timeout() {
    return configuration.rules().timeout();
  }

  Duration refreshMargin() {
    return configuration.rules().refreshMargin();
  }

  AccessToken run() throws TokenFailure {
    try {
      return source.fetch(request());
    } catch (TokenRefusedException e) {
      throw failure(text(e), true, e);
    } catch (IOException e) {
      throw failure(text(e), false, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooSlow();
    } catch (RuntimeException | LinkageError e) {
      // A foreign source; its text might quote a secret, so neither it nor its stack goes further.
      throw failure("it broke with " + e.getClass().getName(), false, null);
    }
  }

  TokenFailure tooSlow() {
    return failure("it did not come within tokenTimeout", false, null);
  }

  private TokenFailure failure(String why, boolean refused, @Nullable Throwable cause) {
    String text = "no token for " + userName() + " from " + sourceName() + ": " + why;
    return new TokenFailure(text, refused, Optional.empty(), cause);
  }

  private static String text(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private TokenRequest request() {
    Map<SmtpProperty, String> settings = new HashMap<>();
    settings.put(SmtpProperty.TOKEN_CLIENT_ID, configuration.clientId());
    settings.put(SmtpProperty.TOKEN_CLIENT_SECRET, configuration.clientSecret().reveal());
    settings.put(SmtpProperty.TOKEN_REFRESH_TOKEN, configuration.refreshToken().reveal());
    settings.put(SmtpProperty.TOKEN_SCOPE, configuration.scope());
    configuration
        .endpoint()
        .ifPresent(uri -> settings.put(SmtpProperty.TOKEN_ENDPOINT, uri.toString()));
    configuration.file().ifPresent(file -> settings.put(SmtpProperty.TOKEN_FILE, file.toString()));
    Map<String, String> byName = new HashMap<>();
    settings.forEach((property, text) -> byName.put(property.propertyName(), text));
    return new TokenRequest(userName(), byName, timeout());
  }
}
