package org.smtpra.testkit.sasl;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** One exchange of one mechanism, seen from the server. Not thread safe, used once. */
public interface SaslServer {

  /** The mechanisms that are offered unless a test says otherwise, strongest first. */
  List<String> MECHANISMS = List.of("SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "LOGIN");

  /** Needs TLS and a client that can bind to it, offered only where a test says so. */
  String BOUND_SCRAM = "SCRAM-SHA-256-PLUS";

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
   * Tells whether {@link #named} knows a mechanism.
   *
   * @param name its name, in upper case
   */
  static boolean knows(String name) {
    return MECHANISMS.contains(name) || FOR_TOKENS.contains(name) || name.equals(BOUND_SCRAM);
  }

  /**
   * Starts an exchange.
   *
   * @param mechanism a name that {@link #knows} knows, in any case
   * @param users user to password
   * @param tokens which tokens are good for every user, beside those that are a password
   * @param terms what SCRAM knows of the TLS session
   */
  static SaslServer named(
      String mechanism, Map<String, String> users, Predicate<String> tokens, ScramTerms terms) {
    return switch (mechanism.toUpperCase(Locale.ROOT)) {
      case "PLAIN" -> new PlainServer(users);
      case "LOGIN" -> new LoginServer(users);
      case "CRAM-MD5" -> new CramMd5Server(users);
      case "SCRAM-SHA-256" -> ScramSha256Server.unbound(users, terms);
      case BOUND_SCRAM -> ScramSha256Server.bound(users, terms);
      case "OAUTHBEARER" -> BearerServer.oauthBearer(users, tokens);
      case "XOAUTH2" -> BearerServer.xoauth2(users, tokens);
      default ->
          throw new IllegalArgumentException(
              "Mechanism is " + mechanism + "; known are " + MECHANISMS + BOUND_SCRAM + FOR_TOKENS);
    };
  }
}
