package org.smtpra.testkit.sasl;

/** What a mechanism says to a response of the client. */
public sealed interface SaslStep {

  /** The exchange goes on with this challenge. */
  record Challenge(String text) implements SaslStep {}

  /**
   * The client is who it says.
   *
   * @param user the user's name
   * @param finalData what the server has yet to prove, empty where the mechanism has nothing
   */
  record Success(String user, String finalData) implements SaslStep {}

  /** The client is not who it says. */
  record Failure() implements SaslStep {}
}
