package org.smtpra.config;

import java.util.Optional;

/**
 * A user and what proves that we may sign in as that user: a password, a token that is fetched, or
 * a Kerberos ticket. Two are equal only if every secret is, so a changed secret makes another one.
 *
 * @param userName empty only where a certificate or a ticket tells the user
 * @param password shown nowhere; empty where something else takes its place
 * @param token where tokens come from; nothing with a password
 * @param kerberos where tickets come from; nothing with a password or a token
 */
public record Credentials(
    String userName,
    Secret password,
    Optional<TokenConfiguration> token,
    Optional<KerberosSource> kerberos) {

  /**
   * A user with a password.
   *
   * @param userName empty only where a certificate takes the place of both
   * @param password shown nowhere
   */
  public Credentials(String userName, Secret password) {
    this(userName, password, Optional.empty(), Optional.empty());
  }

  /**
   * A user whose tokens are fetched.
   *
   * @param userName not empty
   * @param token where they come from
   * @return credentials without a password
   */
  public static Credentials withToken(String userName, TokenConfiguration token) {
    return new Credentials(userName, new Secret(""), Optional.of(token), Optional.empty());
  }

  /**
   * A user with a Kerberos ticket.
   *
   * @param userName the principal; empty for whom the ticket is
   * @param source where the ticket comes from
   * @return credentials without a password
   */
  public static Credentials withTicket(String userName, KerberosSource source) {
    return new Credentials(userName, new Secret(""), Optional.empty(), Optional.of(source));
  }
}
