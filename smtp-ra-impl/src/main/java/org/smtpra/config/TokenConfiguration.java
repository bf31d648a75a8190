package org.smtpra.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the tokens of a user come from. {@code toString()} shows no secret.
 *
 * @param source a built-in one ({@link TokenGrant}), or the name of a class
 * @param endpoint where they are fetched; nothing where the key file or a class of its own tells
 * @param clientId the registered application; an empty text for none
 * @param clientSecret its secret; empty for none
 * @param refreshToken what the user has granted; empty for none
 * @param scope what the token is for; an empty text for what the endpoint gives
 * @param file the file with the token or the key
 * @param rules how they are fetched
 */
public record TokenConfiguration(
    String source,
    Optional<URI> endpoint,
    String clientId,
    Secret clientSecret,
    Secret refreshToken,
    String scope,
    Optional<Path> file,
    TokenRules rules) {

  /**
   * The built-in source.
   *
   * @return nothing where the source is a class of its own
   */
  public Optional<TokenGrant> grant() {
    return TokenGrant.named(source);
  }
}
