package org.smtpra.token;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.smtpra.auth.BearerToken;
import org.smtpra.config.Credentials;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.TokenConfiguration;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;

/**
 * The tokens of a configuration's users. A user whose secret has changed is another user here, so
 * the next sign-in fetches with the new one. Thread safe; holds its lock for memory only.
 */
public final class TokenStore {

  /** Secrets that are renewed again and again must not make it grow. */
  private static final int MOST_USERS = 1_000;

  private final TokenCircumstances circumstances;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Credentials, TokenKeeper> keepers = new LinkedHashMap<>();

  /**
   * Creates an empty store.
   *
   * @param circumstances workers, clocks, chance, listeners
   */
  public TokenStore(TokenCircumstances circumstances) {
    this.circumstances = circumstances;
  }

  /**
   * Finds the source of a user's tokens, so that one that does not exist is found early.
   *
   * @param user a user; one with a password has none
   * @throws InvalidConfigurationException if it cannot be found or made
   */
  public void prepare(Credentials user) throws InvalidConfigurationException {
    if (user.token().isPresent()) {
      keeper(user, user.token().get());
    }
  }

  /**
   * A user's token, from memory where there is one.
   *
   * @param user a user with a source of tokens
   * @param limit the longest wait; {@code tokenTimeout} bounds it too
   * @param attempt calls the wait off
   * @return a token that may be used now
   * @throws TokenFailure if there is none
   * @throws InterruptedException if the caller is interrupted
   * @throws java.util.concurrent.CancellationException if the attempt is called off
   */
  public BearerToken token(Credentials user, Deadline limit, Attempt attempt)
      throws TokenFailure, InterruptedException {
    TokenConfiguration configuration =
        user.token().orElseThrow(() -> new IllegalArgumentException("the user has a password"));
    try {
      return keeper(user, configuration).token(limit, attempt);
    } catch (InvalidConfigurationException e) {
      throw new TokenFailure(String.valueOf(e.getMessage()), true, Optional.empty(), e);
    }
  }

  /**
   * A server has refused a token; the next one who asks gets another.
   *
   * @param user whose
   * @param token the one that was refused
   */
  public void refused(Credentials user, BearerToken token) {
    TokenKeeper keeper;
    lock.lock();
    try {
      keeper = keepers.get(user);
    } finally {
      lock.unlock();
    }
    if (keeper != null) {
      keeper.refused(token);
    }
  }

  private TokenKeeper keeper(Credentials user, TokenConfiguration configuration)
      throws InvalidConfigurationException {
    lock.lock();
    try {
      TokenKeeper known = keepers.get(user);
      if (known != null) {
        return known;
      }
      if (keepers.size() >= MOST_USERS) {
        keepers.remove(keepers.keySet().iterator().next());
      }
      TokenKeeper made =
          new TokenKeeper(
              new TokenFetch(
                  user, configuration, TokenSources.of(user, configuration, circumstances.clock())),
              circumstances);
      keepers.put(user, made);
      return made;
    } finally {
      lock.unlock();
    }
  }

  /** What is known of each user's token, without the token. */
  public List<TokenStatus> status() {
    List<TokenKeeper> all;
    lock.lock();
    try {
      all = new ArrayList<>(keepers.values());
    } finally {
      lock.unlock();
    }
    return all.stream().map(TokenKeeper::status).toList();
  }
}
