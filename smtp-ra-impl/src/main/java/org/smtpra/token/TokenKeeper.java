package org.smtpra.token;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.smtpra.auth.BearerToken;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;

/**
 * The token of one user: fetched once however many wait, replaced in the background shortly before
 * its end, and not asked for again at once where that failed. Thread safe; holds its lock for
 * memory only.
 */
final class TokenKeeper {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 16;

  private final TokenFetch fetch;
  private final TokenCircumstances circumstances;
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable HeldToken held;
  private @Nullable TokenFlight flight;
  private @Nullable TokenFlight givenUp;
  private @Nullable TokenFailure trouble;
  private int failures;
  private long pauseEnds;

  TokenKeeper(TokenFetch fetch, TokenCircumstances circumstances) {
    this.fetch = fetch;
    this.circumstances = circumstances;
  }

  /** What a caller gets: a token from memory, or a fetch to wait for; and a fetch to start. */
  private record Answer(
      @Nullable HeldToken known, @Nullable TokenFlight awaited, @Nullable TokenFlight begun) {}

  /**
   * The token, from memory where there is one.
   *
   * @throws TokenFailure if there is none now
   * @throws InterruptedException if the caller is interrupted
   */
  BearerToken token(Deadline limit, Attempt attempt) throws TokenFailure, InterruptedException {
    Answer answer = answer();
    if (answer.begun != null) {
      answer.begun.start();
    }
    if (answer.known != null) {
      return answer.known.token();
    }
    if (answer.awaited == null) {
      throw standing();
    }
    return await(answer.awaited, limit, attempt);
  }

  private Answer answer() {
    lock.lock();
    try {
      endOverdue();
      long now = now();
      HeldToken known = held != null && held.isUsable(now) ? held : null;
      TokenFlight begun =
          flight == null && (known == null || known.isDue(now)) && !isPausing(now) ? begin() : null;
      return new Answer(known, flight, begun);
    } finally {
      lock.unlock();
    }
  }

  private BearerToken await(TokenFlight awaited, Deadline limit, Attempt attempt)
      throws TokenFailure, InterruptedException {
    try {
      return awaited.await(limit, attempt);
    } catch (TimeoutException e) {
      lock.lock();
      try {
        endOverdue();
      } finally {
        lock.unlock();
      }
      throw fetch.tooSlow();
    }
  }

  /** A server has refused a token: it is not used again. */
  void refused(BearerToken token) {
    lock.lock();
    try {
      if (held != null && held.token().equals(token)) {
        held = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable TokenFlight begin() {
    TokenFlight hanging = givenUp;
    if (hanging != null && hanging.isRunning()) {
      failed(fetch.tooSlow()); // another thread would only hang beside the first
      return null;
    }
    TokenFlight made = new TokenFlight(circumstances, fetch.timeout(), this::fly);
    flight = made;
    return made;
  }

  /** On a worker. */
  private BearerToken fly() throws TokenFailure {
    long began = now();
    try {
      HeldToken fresh =
          HeldToken.of(
              fetch.run(), fetch.refreshMargin(), began, circumstances.random().getAsDouble());
      landed(fresh);
      circumstances.events().tokenFetched(Duration.ofNanos(now() - began));
      return fresh.token();
    } catch (TokenFailure e) {
      throw crashed(e);
    }
  }

  private void landed(HeldToken fresh) {
    lock.lock();
    try {
      flight = null;
      held = fresh;
      trouble = null;
      failures = 0;
    } finally {
      lock.unlock();
    }
  }

  private TokenFailure crashed(TokenFailure failure) {
    lock.lock();
    try {
      if (flight != null) { // else it was given up, and that has been told
        flight = null;
        failed(failure);
      }
    } finally {
      lock.unlock();
    }
    return failure.notBefore(pause());
  }

  private void endOverdue() {
    TokenFlight current = flight;
    if (current != null && current.isOverdue()) {
      TokenFailure failure = fetch.tooSlow();
      flight = null;
      givenUp = current;
      failed(failure);
      current.giveUp(failure);
    }
  }

  private void failed(TokenFailure failure) {
    long pause = FIRST_PAUSE.toNanos() << Math.min(failures, MOST_DOUBLINGS);
    failures++;
    trouble = failure;
    pauseEnds = now() + Math.min(pause, circumstances.pause().toNanos());
    circumstances.events().tokenFailed(failure.isRefused());
  }

  private boolean isPausing(long now) {
    return failures > 0 && now - pauseEnds < 0;
  }

  private Duration pause() {
    lock.lock();
    try {
      return Duration.ofNanos(Math.max(0, pauseEnds - now()));
    } finally {
      lock.unlock();
    }
  }

  private TokenFailure standing() {
    lock.lock();
    try {
      TokenFailure known = trouble == null ? fetch.tooSlow() : trouble;
      return known.notBefore(pause());
    } finally {
      lock.unlock();
    }
  }

  TokenStatus status() {
    lock.lock();
    try {
      long now = now();
      HeldToken current = held != null && held.isUsable(now) ? held : null;
      OptionalLong end = current == null ? OptionalLong.empty() : current.token().endNanos();
      return new TokenStatus(
          fetch.userName(),
          fetch.sourceName(),
          current != null,
          end.isPresent() ? Optional.of(Duration.ofNanos(end.getAsLong() - now)) : Optional.empty(),
          trouble == null ? "" : String.valueOf(trouble.getMessage()));
    } finally {
      lock.unlock();
    }
  }

  private long now() {
    return circumstances.nanoTime().getAsLong();
  }
}
