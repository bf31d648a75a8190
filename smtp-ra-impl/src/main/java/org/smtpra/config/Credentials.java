package org.smtpra.config;

import java.util.Optional;

/**
 * A user and what proves that we may sign in as that user: a password, or a token that is fetched.
 * Two are equal only if every secret is, so a changed secret makes another one.
 *
 * @param userName not empty
 * @param password shown nowhere; empty where a token takes its place
 * @param token where tokens come from; nothing with a password
 */
public record Credentials(String userName, Secret password, Optional<TokenConfiguration> token) {

  /**
   * A user with a password.
   *
   * @param userName not empty
   * @param password shown nowhere
   */
  public Credentials(String userName, Secret password) {
    this(userName, password, Optional.empty());
  }

  /**
   * A user whose tokens are fetched.
   *
   * @param userName not empty
   * @param token where they come from
   * @return credentials without a password
   */
  public static Credentials withToken(String userName, TokenConfiguration token) {
    return new Credentials(userName, new Secret(""), Optional.of(token));
  }
}
