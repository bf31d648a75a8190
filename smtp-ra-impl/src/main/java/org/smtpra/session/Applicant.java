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
 */
record Applicant(
    Optional<Credentials> credentials, @Nullable BearerToken token, boolean mayRefresh) {

  static Applicant withPassword(Optional<Credentials> credentials) {
    return new Applicant(credentials, null, false);
  }

  /** Whether the right by which the session was opened has ended. */
  boolean isOver(long nowNanos) {
    return token != null && token.isOver(nowNanos);
  }
}
