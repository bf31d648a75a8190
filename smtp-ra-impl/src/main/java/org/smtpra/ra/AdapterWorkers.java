package org.smtpra.ra;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on the server's WorkManager. Before {@code start()}, which WildFly's prefill precedes,
 * and where the WorkManager refuses, a task gets a thread of its own.
 */
final class AdapterWorkers implements Executor {

  private final Executor fallback = new OneThreadEach();
  private volatile @Nullable WorkManager manager;

  void use(@Nullable WorkManager started) {
    manager = started;
  }

  @Override
  public void execute(Runnable task) {
    WorkManager current = manager;
    if (current == null) {
      fallback.execute(task);
      return;
    }
    try {
      current.scheduleWork(new Task(task));
    } catch (WorkException e) {
      fallback.execute(task);
    }
  }

  private record Task(Runnable task) implements Work {
    @Override
    public void run() {
      task.run();
    }

    @Override
    public void release() {
      // A look-up cannot be cancelled; nobody waits for it after its budget.
    }
  }
}
