package org.smtpra.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.testkit.ScriptedTokenEndpoint;
import org.smtpra.testkit.ScriptedTokenEndpoint.Answer;

class EndpointSourceTest {

  private final ScriptedTokenEndpoint endpoint = ScriptedTokenEndpoint.start();
  private final TokenBench bench = new TokenBench();

  @AfterEach
  void close() throws InterruptedException {
    endpoint.close();
    bench.close();
  }

  private TokenFailure failure() {
    return failure("CLIENT_CREDENTIALS");
  }

  private TokenFailure failure(String source) {
    TokenFailure failure =
        assertThrows(TokenFailure.class, () -> bench.value(bench.user(source, endpoint.uri())));
    assertFalse(failure.getMessage().contains(TokenBench.SECRET), failure.getMessage());
    assertFalse(failure.getMessage().contains("refresh-0"), failure.getMessage());
    return failure;
  }

  @Test
  void clientCredentialsArePostedAsAForm() throws Exception {
    bench.value(bench.user("CLIENT_CREDENTIALS", endpoint.uri()));
    assertEquals(
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            "client-1",
            "client_secret",
            TokenBench.SECRET,
            "scope",
            "scope-1"),
        endpoint.forms().get(0));
  }

  @Test
  void refreshTokenThatIsReplacedIsUsedFromThenOn() throws Exception {
    var user = bench.user("REFRESH_TOKEN", endpoint.uri());
    endpoint.answer(Answer.json(200, "{\"access_token\":\"t\",\"refresh_token\":\"refresh-1\"}"));
    bench.tokens().refused(user, bench.token(user));
    bench.value(user);
    List<Map<String, String>> forms = endpoint.forms();
    assertEquals("refresh_token", forms.get(0).get("grant_type"));
    assertEquals("refresh-0", forms.get(0).get("refresh_token"));
    assertEquals("refresh-1", forms.get(1).get("refresh_token"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | invalid_client   | AADSTS7000215: Invalid client secret provided. | tokenClientSecret is wrong
          401 | invalid_client   | AADSTS7000222: The provided client secret keys are expired. | tokenClientSecret has expired
          400 | unauthorized_client | AADSTS700016: Application not found | tokenClientId is unknown
          400 | invalid_request  | AADSTS90002: Tenant not found | the tenant in tokenEndpoint
          400 | invalid_grant    | AADSTS700082: The refresh token has expired | sign in again
          401 | unauthorized_client | Client is unauthorized to retrieve access tokens using this method | domain-wide delegation
          400 | invalid_grant    | Invalid JWT Signature. | the key in tokenFile
          400 | invalid_scope    | | tokenScope is wrong
          """)
  void refusalForGoodNamesThePropertyAndWhatToDo(
      int status, String error, String description, String advice) {
    endpoint.answer(
        Answer.json(
            status,
            "{\"error\":\""
                + error
                + "\",\"error_description\":\""
                + (description == null ? "" : description)
                + "\"}"));
    TokenFailure failure = failure();
    assertTrue(failure.isRefused());
    assertTrue(failure.getMessage().contains(error), failure.getMessage());
    assertTrue(failure.getMessage().contains(advice), failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "502", "503", "408"})
  void troubleOfTheEndpointIsNoRefusal(int status) {
    endpoint.answer(new Answer(status, "text/html", "<html>busy</html>", Map.of()));
    assertFalse(failure().isRefused());
  }

  @Test
  void htmlInPlaceOfATokenAsksWhetherAProxyAnswered() {
    endpoint.answer(new Answer(200, "text/html", "<html>Please sign in</html>", Map.of()));
    TokenFailure failure = failure();
    assertFalse(failure.isRefused());
    assertTrue(failure.getMessage().contains("text/html"), failure.getMessage());
    assertTrue(failure.getMessage().contains("did a proxy answer?"), failure.getMessage());
  }

  @Test
  void wrongAddressIsARefusal() {
    endpoint.answer(new Answer(404, "text/html", "<html>not here</html>", Map.of()));
    assertTrue(failure().isRefused());
  }

  @Test
  void redirectionIsNotFollowed() {
    endpoint.answer(
        new Answer(302, "text/html", "", Map.of("Location", endpoint.uri().toString())));
    assertTrue(failure().getMessage().contains("redirection"));
    assertEquals(1, endpoint.requests());
  }

  @Test
  void hugeAnswerIsCutOff() {
    endpoint.answer(Answer.json(200, "{\"x\":\"" + "y".repeat(10_000_000) + "\"}"));
    assertTrue(failure().getMessage().contains("longer than 65536 octets"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}
          {"access_token":""}
          {"access_token":"a b"}
          {"access_token":"t","token_type":"mac"}
          """)
  void answerWithoutATokenThatCanBeUsedIsTrouble(String body) {
    endpoint.answer(Answer.json(200, body));
    assertFalse(failure().isRefused());
  }

  /** An endpoint that quotes the request must not bring the secret into our logs. */
  @Test
  void secretThatTheEndpointEchoesIsHidden() {
    for (String source : List.of("CLIENT_CREDENTIALS", "REFRESH_TOKEN")) {
      endpoint.answer(
          Answer.json(
              400,
              "{\"error\":\"invalid_request\",\"error_description\":\"got "
                  + TokenBench.SECRET
                  + (source.equals("REFRESH_TOKEN") ? " and refresh-0" : "")
                  + "\\u0007\"}"));
      String text = failure(source).getMessage();
      assertFalse(text.contains("\u0007"), text);
      assertTrue(text.contains("got ***"), text);
    }
  }

  @Test
  void wrongClockIsNamed() {
    bench.clock(Instant.now().minus(Duration.ofHours(1)));
    endpoint.answer(Answer.json(400, "{\"error\":\"invalid_grant\"}"));
    String text = failure().getMessage();
    assertTrue(text.matches("(?s).*this machine's clock is 3[56]\\d\\d s behind.*"), text);
  }

  @Test
  void nobodyAtTheEndpointIsTrouble() {
    URI uri = endpoint.uri();
    endpoint.close();
    TokenFailure failure =
        assertThrows(TokenFailure.class, () -> bench.value(bench.user("CLIENT_CREDENTIALS", uri)));
    assertFalse(failure.isRefused());
  }

  /** The proxy is asked for the whole address; it answers in the endpoint's place. */
  @Test
  void requestGoesToTheProxy() throws Exception {
    bench.proxy("127.0.0.1", endpoint.uri().getPort());
    URI elsewhere = URI.create("http://127.0.0.1:9/token");
    assertEquals("token-1", bench.value(bench.user("CLIENT_CREDENTIALS", elsewhere)));
  }

  @Test
  void tokenWithoutAnEndIsAskedForAgainAfterAMinute() throws Exception {
    var user = bench.user("CLIENT_CREDENTIALS", endpoint.uri());
    endpoint.answer(Answer.json(200, "{\"access_token\":\"endless\"}"));
    assertTrue(bench.token(user).endNanos().isEmpty());
    bench.skip(Duration.ofSeconds(58));
    assertEquals("endless", bench.value(user));
    bench.skip(Duration.ofSeconds(3));
    assertEquals("token-1", bench.value(user));
    assertNull(endpoint.forms().get(0).get("refresh_token"));
  }
}
