package org.smtpra.delivery;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Runs so many tasks at once and no more; what is too much is left out. Thread safe. */
public final class BoundedTasks {

  private final Semaphore free;

  /**
   * Creates it.
   *
   * @param most how many may be under way
   */
  public BoundedTasks(int most) {
    this.free = new Semaphore(most);
  }

  /**
   * Has a task run, or leaves it out.
   *
   * @param workers run it
   * @param task what to do
   */
  public void run(Executor workers, Runnable task) {
    if (!free.tryAcquire()) {
      return;
    }
    try {
      workers.execute(
          () -> {
            try {
              task.run();
            } finally {
              free.release();
            }
          });
    } catch (RejectedExecutionException e) {
      // It is left out, as if there were too many.
      free.release();
    }
  }
}
