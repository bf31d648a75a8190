package org.smtpra.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.smtpra.config.TokenConfiguration;
import org.smtpra.spi.TokenRefusedException;

/**
 * An assertion signed with a service account's key (RFC 7523 section 2.1), in which the account
 * speaks for the user: Google's domain-wide delegation.
 */
final class JwtBearerForm implements GrantForm {

  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(10);

  private final TokenConfiguration configuration;
  private final String userName;
  private final Clock clock;

  JwtBearerForm(TokenConfiguration configuration, String userName, Clock clock) {
    this.configuration = configuration;
    this.userName = userName;
    this.clock = clock;
  }

  @Override
  public Map<String, String> fields() throws TokenRefusedException, IOException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put("assertion", assertion(key()));
    return form;
  }

  /** Where to post it: the property, else what the key file says. */
  URI endpoint() throws TokenRefusedException, IOException {
    if (configuration.endpoint().isPresent()) {
      return configuration.endpoint().get();
    }
    String text = key().endpoint();
    if (!text.startsWith("https://")) {
      throw new TokenRefusedException(
          "tokenEndpoint is not set, and tokenFile has no token_uri that begins with https://");
    }
    return URI.create(text);
  }

  private ServiceAccountKey key() throws TokenRefusedException, IOException {
    return ServiceAccountKey.read(configuration.file().orElseGet(() -> Path.of("")));
  }

  private String assertion(ServiceAccountKey key) throws TokenRefusedException, IOException {
    String issuer = configuration.clientId().isEmpty() ? key.issuer() : configuration.clientId();
    if (issuer.isEmpty()) {
      throw new TokenRefusedException(
          "tokenClientId is not set, and tokenFile has no client_email: one of them must say whose"
              + " key it is");
    }
    long now = clock.instant().getEpochSecond();
    String header =
        "{\"alg\":\"RS256\",\"typ\":\"JWT\""
            + (key.keyId().isEmpty() ? "" : ",\"kid\":" + quoted(key.keyId()))
            + "}";
    String claims =
        ("{\"iss\":" + quoted(issuer))
            + (",\"sub\":" + quoted(userName))
            + (configuration.scope().isEmpty() ? "" : ",\"scope\":" + quoted(configuration.scope()))
            + (",\"aud\":" + quoted(endpoint().toString()))
            + (",\"iat\":" + now)
            + (",\"exp\":" + (now + ASSERTION_LIFE.toSeconds()) + "}");
    return signed(base64(header.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8)), key);
  }

  private static String signed(String text, ServiceAccountKey key) throws TokenRefusedException {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.key());
      signature.update(text.getBytes(UTF_8));
      return text + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new TokenRefusedException("the key in tokenFile cannot sign: " + e.getMessage());
    }
  }

  private static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
