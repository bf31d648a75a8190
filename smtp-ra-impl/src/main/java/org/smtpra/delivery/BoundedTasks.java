package org.smtpra.delivery;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Runs so many tasks at once and no more; what is too much is left out. Thread safe. */
final class BoundedTasks {

  private final Semaphore free;

  BoundedTasks(int most) {
    this.free = new Semaphore(most);
  }

  void run(Executor workers, Runnable task) {
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
      // The next round tries again.
      free.release();
    }
  }
}
