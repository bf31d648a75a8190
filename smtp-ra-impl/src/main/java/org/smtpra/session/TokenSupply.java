package org.smtpra.session;

import org.smtpra.auth.BearerToken;
import org.smtpra.config.Credentials;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;

/** Gives the tokens of users that have no password. Thread safe. */
public interface TokenSupply {

  /** Has none. */
  TokenSupply NONE =
      (user, limit, attempt) -> {
        throw new IllegalStateException("nobody fetches tokens here");
      };

  /**
   * A user's token.
   *
   * @param user a user with a source of tokens
   * @param limit the longest wait
   * @param attempt calls the wait off
   * @return one that may be used now
   * @throws SmtpFailure if there is none, at {@code AUTHENTICATE}
   * @throws java.util.concurrent.CancellationException if the attempt is called off
   */
  BearerToken token(Credentials user, Deadline limit, Attempt attempt) throws SmtpFailure;

  /** A server has refused it; the next one who asks gets another. */
  default void refused(Credentials user, BearerToken token) {}
}
