package org.smtpra.transport;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes calls that can neither be bounded nor cancelled, each on a worker: a caller whose time is
 * over goes on without it. Thread safe.
 */
public final class BoundedCall {

  /**
   * How long a worker may take to begin. Callers may be what keeps all of them busy: Open Liberty
   * runs requests and an adapter's work in one pool (docs/decisions/0025).
   */
  private static final long WORKER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Executor workers;
  private final Executor spare;

  /**
   * Creates it.
   *
   * @param workers run one call each
   * @param spare runs a call that no worker has answered soon, unless one is at it
   */
  public BoundedCall(Executor workers, Executor spare) {
    this.workers = workers;
    this.spare = spare;
  }

  /**
   * Makes a call and waits for what comes of it.
   *
   * @param <T> what it gives
   * @param call what to do; may go on after nobody waits for it any more
   * @param deadline the longest wait
   * @param attempt calls the wait off
   * @return what the call gave
   * @throws ExecutionException if the call failed, with why as its cause
   * @throws TimeoutException if the time is over
   * @throws InterruptedException if the caller was interrupted
   * @throws java.util.concurrent.CancellationException if the attempt is called off
   * @throws java.util.concurrent.RejectedExecutionException if nobody runs it
   */
  public <T> T run(Callable<T> call, Deadline deadline, Attempt attempt)
      throws ExecutionException, TimeoutException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(call);
    attempt.endsWith(() -> task.cancel(false));
    try {
      workers.execute(task);
      return answer(task, deadline);
    } finally {
      // Spares a worker that has not begun yet a call that nobody waits for.
      task.cancel(false);
    }
  }

  /** A call that has begun is not begun again. */
  private <T> T answer(FutureTask<T> task, Deadline deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (deadline.remainingNanos() > WORKER_NANOS) {
      try {
        return task.get(WORKER_NANOS, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        spare.execute(task);
      }
    }
    return task.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
  }
}
