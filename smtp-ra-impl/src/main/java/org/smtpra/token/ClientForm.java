package org.smtpra.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.smtpra.config.TokenConfiguration;
import org.smtpra.config.TokenGrant;

/**
 * The grants in which the application names itself by id and secret: client credentials (RFC 6749
 * section 4.4) and refresh token (section 6). A refresh token that the endpoint replaces is kept in
 * memory: the configured one may be good for nothing from then on.
 */
final class ClientForm implements GrantForm {

  private static final String REFRESH_TOKEN = "refresh_token";

  private final TokenConfiguration configuration;
  private final AtomicReference<String> refreshToken;

  ClientForm(TokenConfiguration configuration) {
    this.configuration = configuration;
    this.refreshToken = new AtomicReference<>(configuration.refreshToken().reveal());
  }

  @Override
  public Map<String, String> fields() {
    Map<String, String> form = new LinkedHashMap<>();
    boolean refreshes = configuration.grant().filter(TokenGrant.REFRESH_TOKEN::equals).isPresent();
    form.put("grant_type", refreshes ? REFRESH_TOKEN : "client_credentials");
    if (refreshes) {
      form.put(REFRESH_TOKEN, refreshToken.get());
    }
    form.put("client_id", configuration.clientId());
    // RFC 6749 section 2.3.1 prefers HTTP Basic; Microsoft and Google document the form.
    if (!configuration.clientSecret().isEmpty()) {
      form.put("client_secret", configuration.clientSecret().reveal());
    }
    if (!configuration.scope().isEmpty()) {
      form.put("scope", configuration.scope());
    }
    return form;
  }

  @Override
  public void granted(Map<String, Object> answer) {
    String next = JsonText.member(answer, REFRESH_TOKEN);
    if (!next.isEmpty() && configuration.grant().get() == TokenGrant.REFRESH_TOKEN) {
      refreshToken.set(next);
    }
  }
}
