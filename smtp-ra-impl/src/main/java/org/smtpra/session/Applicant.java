package org.smtpra.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.auth.BearerToken;
import org.smtpra.config.Credentials;

/**
 * Who signs in.
 *
 * @param credentials the user; nothing to sign nobody in
 * @param token the user's token; null for a user with a password
 * @param mayRefresh whether a refusal may be the token's fault alone, so that nothing is known
 *     about the user yet
 * @param keyGeneration which certificate of ours goes with it
 */
record Applicant(
    Optional<Credentials> credentials,
    @Nullable BearerToken token,
    boolean mayRefresh,
    int keyGeneration) {

  static Applicant withPassword(Optional<Credentials> credentials) {
    return new Applicant(credentials, null, false, 0);
  }

  static Applicant withToken(Credentials user, BearerToken token, boolean mayRefresh) {
    return new Applicant(Optional.of(user), token, mayRefresh, 0);
  }

  /** The same, who shows this certificate: asked before the connection, so never a later one. */
  Applicant showing(int generation) {
    return new Applicant(credentials, token, mayRefresh, generation);
  }

  /** Whether the right by which the session was opened has ended, or was replaced. */
  boolean isOutdated(long nowNanos, int currentGeneration) {
    return keyGeneration != currentGeneration || (token != null && token.isOver(nowNanos));
  }
}
