package org.smtpra.token;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.smtpra.spi.AccessToken;
import org.smtpra.spi.TokenRefusedException;
import org.smtpra.transport.HttpAnswer;

/** What a token endpoint has answered: a token, or why there is none (RFC 6749 section 5). */
final class EndpointAnswer {

  /** What is wrong stays wrong until somebody changes it (RFC 6749 section 5.2). */
  private static final Set<String> FOR_GOOD =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "access_denied",
          "admin_policy_enforced");

  private static final Duration TOLERATED_SKEW = Duration.ofMinutes(2);
  private static final Duration LONGEST_LIFE = Duration.ofDays(365);

  private final URI endpoint;
  private final HttpAnswer answer;
  private final Redaction redaction;

  EndpointAnswer(URI endpoint, HttpAnswer answer, Redaction redaction) {
    this.endpoint = endpoint;
    this.answer = answer;
    this.redaction = redaction;
  }

  /** The answer's JSON, if it grants a token. */
  Map<String, Object> granted(long nowMillis) throws TokenRefusedException, IOException {
    int status = answer.status();
    if (status >= 300 && status < 400) {
      throw new TokenRefusedException(
          place()
              + " answered "
              + status
              + ", a redirection, which is not followed: set the address"
              + " of the endpoint itself");
    }
    Map<String, Object> json = json();
    String error = JsonText.member(json, "error");
    if (status == 200 && error.isEmpty()) {
      return json;
    }
    String text = place() + " answered " + status + explanation(json, error) + skew(nowMillis);
    boolean forGood = FOR_GOOD.contains(error) || (error.isEmpty() && isForGood(status));
    if (forGood) {
      throw new TokenRefusedException(text);
    }
    throw new IOException(text);
  }

  private static boolean isForGood(int status) {
    return status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
  }

  private Map<String, Object> json() throws TokenRefusedException, IOException {
    try {
      return JsonText.object(answer.body());
    } catch (IllegalArgumentException e) {
      String text =
          place()
              + " answered "
              + answer.status()
              + " with "
              + (answer.contentType().isEmpty()
                  ? "no content type"
                  : redaction.of(answer.contentType()))
              + ", which is no token ("
              + e.getMessage()
              + "): is it the token endpoint, or did a proxy answer?";
      if (isForGood(answer.status())) {
        throw new TokenRefusedException(text);
      }
      throw new IOException(text);
    }
  }

  private String explanation(Map<String, Object> json, String error) {
    String description = JsonText.member(json, "error_description");
    return (error.isEmpty() ? "" : " " + redaction.of(error))
        + (description.isEmpty() ? "" : ": " + redaction.of(description))
        + EndpointAdvice.on(error, description);
  }

  /** A clock that is wrong makes an assertion that is not valid yet, or not any more. */
  private String skew(long nowMillis) {
    if (answer.dateMillis() == 0) {
      return "";
    }
    Duration ahead = Duration.ofMillis(nowMillis - answer.dateMillis());
    return ahead.abs().compareTo(TOLERATED_SKEW) > 0
        ? "; this machine's clock is "
            + ahead.abs().toSeconds()
            + " s "
            + (ahead.isNegative() ? "behind" : "ahead of")
            + " the endpoint's: set it right"
        : "";
  }

  AccessToken token(Map<String, Object> json) throws IOException {
    String token = JsonText.member(json, "access_token");
    String type = JsonText.member(json, "token_type");
    if (token.isEmpty() || !(type.isEmpty() || type.equalsIgnoreCase("Bearer"))) {
      throw new IOException(place() + " answered 200 without an access_token of type Bearer");
    }
    String life = JsonText.member(json, "expires_in");
    try {
      // Microsoft's first version wrote the number as a text.
      return life.matches("[0-9]{1,12}")
          ? AccessToken.lasting(token, life(Long.parseLong(life)))
          : AccessToken.of(token);
    } catch (IllegalArgumentException e) {
      throw new IOException(place() + " answered with a token that no header can carry");
    }
  }

  private static Duration life(long seconds) {
    return Duration.ofSeconds(Math.min(seconds, LONGEST_LIFE.toSeconds()));
  }

  private String place() {
    return place(endpoint);
  }

  /** Without the path and query, which may hold what is nobody's business. */
  static String place(URI endpoint) {
    return "tokenEndpoint " + endpoint.getScheme() + "://" + endpoint.getAuthority();
  }
}
