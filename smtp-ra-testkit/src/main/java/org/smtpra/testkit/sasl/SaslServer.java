package org.smtpra.testkit.sasl;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One exchange of one mechanism, seen from the server. Not thread safe, used once. */
public interface SaslServer {

  /** The mechanisms that {@link #named} knows, strongest first. */
  List<String> MECHANISMS = List.of("SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "LOGIN");

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
   * @param mechanism one of {@link #MECHANISMS}, in any case
   * @param users user to password
   */
  static SaslServer named(String mechanism, Map<String, String> users) {
    return switch (mechanism.toUpperCase(Locale.ROOT)) {
      case "PLAIN" -> new PlainServer(users);
      case "LOGIN" -> new LoginServer(users);
      case "CRAM-MD5" -> new CramMd5Server(users);
      case "SCRAM-SHA-256" -> new ScramSha256Server(users);
      default ->
          throw new IllegalArgumentException(
              "Mechanism is " + mechanism + "; known are " + MECHANISMS);
    };
  }
}
