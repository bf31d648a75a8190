package org.smtpra.token;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.smtpra.auth.BearerToken;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;

/**
 * One fetch, for which any number of sessions may wait. It runs on a worker, because nothing else
 * bounds a name look-up or a foreign source: whose time is over goes on without it. Thread safe.
 */
final class TokenFlight {

  /** How long a worker may take to begin (docs/decisions/0025). */
  private static final long WORKER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** The fetch itself; says what came of it. */
  interface Fetch {
    BearerToken run() throws TokenFailure;
  }

  private final CompletableFuture<BearerToken> landing = new CompletableFuture<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private final FutureTask<Void> task;
  private final TokenCircumstances circumstances;
  private final Deadline end;

  TokenFlight(TokenCircumstances circumstances, Duration timeout, Fetch fetch) {
    this.circumstances = circumstances;
    this.end = Deadline.after(timeout, circumstances.nanoTime());
    this.task = new FutureTask<>(() -> fly(fetch), null);
  }

  private void fly(Fetch fetch) {
    running.set(true);
    try {
      landing.complete(fetch.run());
    } catch (TokenFailure e) {
      landing.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      landing.completeExceptionally(e);
      throw e;
    } finally {
      running.set(false);
    }
  }

  void start() {
    try {
      circumstances.workers().execute(task);
    } catch (RejectedExecutionException e) {
      circumstances.spare().execute(task);
    }
  }

  boolean isOverdue() {
    return end.hasPassed();
  }

  /** Whether a thread is still at it, also after it was given up. */
  boolean isRunning() {
    return running.get();
  }

  /** Nobody waits for it any more. */
  void giveUp(TokenFailure failure) {
    landing.completeExceptionally(failure);
    task.cancel(true);
  }

  /**
   * Waits for what comes of it.
   *
   * @throws TimeoutException if the caller's time or the fetch's own is over
   * @throws java.util.concurrent.CancellationException if the attempt is called off
   */
  BearerToken await(Deadline limit, Attempt attempt)
      throws TokenFailure, TimeoutException, InterruptedException {
    CompletableFuture<BearerToken> mine = landing.copy();
    attempt.endsWith(() -> mine.cancel(false));
    try {
      return await(mine, Math.min(limit.remainingNanos(), end.remainingNanos()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TokenFailure failure) {
        throw failure;
      }
      // Its text, or its stack, might quote a secret.
      throw new TokenFailure("the fetch of a token broke", false, Optional.empty(), null);
    }
  }

  private BearerToken await(CompletableFuture<BearerToken> mine, long nanos)
      throws ExecutionException, TimeoutException, InterruptedException {
    if (nanos > WORKER_NANOS) {
      try {
        return mine.get(WORKER_NANOS, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // One that has begun is not begun again.
        circumstances.spare().execute(task);
      }
    }
    return mine.get(Math.max(0, nanos - WORKER_NANOS), TimeUnit.NANOSECONDS);
  }
}
