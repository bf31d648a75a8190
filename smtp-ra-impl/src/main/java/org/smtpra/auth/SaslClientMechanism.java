package org.smtpra.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our side of one sign-in (RFC 4422). An instance is used once, by one thread.
 *
 * <p>Octets are raw here; {@link AuthText} puts them into base64. The server's 235 counts only when
 * {@link #complete()}: a server that skips its own proof has not been authenticated.
 */
public interface SaslClientMechanism {

  /**
   * The mechanism's registered name.
   *
   * @return for instance {@code SCRAM-SHA-256}
   */
  String name();

  /**
   * What goes out with the AUTH command itself.
   *
   * @return the octets, or null where the server speaks first
   * @throws SaslFailureException when user name or password cannot be used with this mechanism
   */
  byte @Nullable [] initialResponse() throws SaslFailureException;

  /**
   * Answers a 334.
   *
   * @param challenge the server's octets, possibly none
   * @return our octets, possibly none
   * @throws SaslFailureException when the challenge is wrong or one too many; send {@code *}
   */
  byte[] respond(byte[] challenge) throws SaslFailureException;

  /**
   * Tells whether our side is done and the server has proven what the mechanism makes it prove.
   *
   * @return true when a 235 may be believed
   */
  boolean complete();

  /**
   * What the server has said in a challenge about why it will refuse.
   *
   * @return printable text, nothing where it has not
   */
  default Optional<String> complaint() {
    return Optional.empty();
  }

  /**
   * Tells whether the mechanism makes the server prove that it knows the password.
   *
   * @return true where a 235 without that proof may be an impostor's
   */
  default boolean provesTheServer() {
    return false;
  }

  /**
   * Tells whether a refusal that comes now is about what ties the sign-in to the TLS session: the
   * server has seen nothing yet that depends on the password.
   *
   * @return true where such a tie was announced, and no proof was given
   */
  default boolean refusalIsAboutBinding() {
    return false;
  }

  /**
   * What else than a wrong password may be why the server refuses a proof.
   *
   * @return text that begins with a semicolon, to be put behind the server's words; may be empty
   */
  default String doubt() {
    return "";
  }
}
