package org.smtpra.token;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.smtpra.config.TokenConfiguration;
import org.smtpra.config.TokenGrant;
import org.smtpra.spi.AccessToken;
import org.smtpra.spi.TokenRefusedException;
import org.smtpra.spi.TokenRequest;
import org.smtpra.spi.TokenSource;
import org.smtpra.transport.HttpAnswer;
import org.smtpra.transport.HttpForm;

/** Fetches tokens from a token endpoint (RFC 6749 sections 3.2 and 5). Thread safe. */
final class EndpointSource implements TokenSource {

  private final TokenConfiguration configuration;
  private final Clock clock;
  private final HttpForm http;
  private final GrantForm form;

  EndpointSource(TokenConfiguration configuration, String userName, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
    // An endpoint that sees a refresh token twice may take that for a theft (RFC 9700 4.14.2).
    this.http = new HttpForm(configuration.rules(), !configuration.refreshToken().isEmpty());
    this.form =
        configuration.grant().filter(TokenGrant.JWT_BEARER::equals).isPresent()
            ? new JwtBearerForm(configuration, userName, clock)
            : new ClientForm(configuration);
  }

  @Override
  public AccessToken fetch(TokenRequest request) throws TokenRefusedException, IOException {
    URI endpoint =
        form instanceof JwtBearerForm jwt ? jwt.endpoint() : configuration.endpoint().orElseThrow();
    Map<String, String> fields = form.fields();
    EndpointAnswer answer =
        new EndpointAnswer(endpoint, post(endpoint, fields), new Redaction(fields));
    Map<String, Object> json = answer.granted(clock.millis());
    form.granted(json);
    return answer.token(json);
  }

  private HttpAnswer post(URI endpoint, Map<String, String> fields) throws IOException {
    try {
      return http.post(endpoint, fields);
    } catch (SocketTimeoutException e) {
      throw new IOException(
          EndpointAnswer.place(endpoint) + " did not answer within tokenTimeout", e);
    } catch (SSLException e) {
      throw new IOException(
          EndpointAnswer.place(endpoint)
              + ": TLS failed ("
              + e.getMessage()
              + "); tokenTrustStoreFile says whom to trust",
          e);
    } catch (IOException e) {
      throw new IOException(
          EndpointAnswer.place(endpoint)
              + " cannot be asked: "
              + e
              + "; tokenProxy says which way leads there",
          e);
    }
  }
}
