package org.smtpra.testkit.sasl;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** One exchange of one mechanism, seen from the server. Not thread safe, used once. */
public interface SaslServer {

  /** The mechanisms that are offered unless a test says otherwise, strongest first. */
  List<String> MECHANISMS = List.of("SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "LOGIN");

  /** Mechanisms whose passwords are tokens, offered only where a test says so. */
  List<String> FOR_TOKENS = List.of("OAUTHBEARER", "XOAUTH2");

  /**
   * Names the challenge for a client that sent no initial response.
   *
   * @return empty where the client speaks first
   */
  String firstChallenge();

  /**
   * Takes the next response.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  SaslStep respond(String response);

  /**
   * Starts an exchange.
   *
   * @param mechanism one of {@link #MECHANISMS} or {@link #FOR_TOKENS}, in any case
   * @param users user to password
   * @param tokens which tokens are good for every user, beside those that are a password
   */
  static SaslServer named(String mechanism, Map<String, String> users, Predicate<String> tokens) {
    return switch (mechanism.toUpperCase(Locale.ROOT)) {
      case "PLAIN" -> new PlainServer(users);
      case "LOGIN" -> new LoginServer(users);
      case "CRAM-MD5" -> new CramMd5Server(users);
      case "SCRAM-SHA-256" -> new ScramSha256Server(users);
      case "OAUTHBEARER" -> BearerServer.oauthBearer(users, tokens);
      case "XOAUTH2" -> BearerServer.xoauth2(users, tokens);
      default ->
          throw new IllegalArgumentException(
              "Mechanism is " + mechanism + "; known are " + MECHANISMS + FOR_TOKENS);
    };
  }
}
