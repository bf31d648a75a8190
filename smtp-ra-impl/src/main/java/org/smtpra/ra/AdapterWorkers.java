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

  private final Executor fallback = new OneThreadEach("smtp-ra-lookup");
  private final Executor launches = new OneThreadEach("smtp-ra-sender");
  private volatile @Nullable WorkManager manager;

  void use(@Nullable WorkManager started) {
    manager = started;
  }

  @Override
  public void execute(Runnable task) {
    handOver(task, fallback);
  }

  /**
   * Runs what may take long, without ever holding up the caller, as a WorkManager without a free
   * thread does: a thread of its own hands the task over, and ends. Where the WorkManager refuses,
   * that thread runs it.
   */
  void launch(Runnable task) {
    launches.execute(() -> handOver(() -> withOwnClassLoader(task), Runnable::run));
  }

  private void handOver(Runnable task, Executor otherwise) {
    WorkManager current = manager;
    if (current == null) {
      otherwise.execute(task);
      return;
    }
    try {
      current.scheduleWork(new Task(task));
    } catch (WorkException e) {
      otherwise.execute(task);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof InterruptedException) {
        // WildFly's takes nothing from an interrupted thread, and forgets that it was interrupted.
        Thread.currentThread().interrupt();
      }
      otherwise.execute(task);
    }
  }

  private static void withOwnClassLoader(Runnable task) {
    LoaderOfThread entered = LoaderOfThread.ours();
    try {
      task.run();
    } finally {
      entered.leave();
    }
  }

  private record Task(Runnable task) implements Work {
    @Override
    public void run() {
      task.run();
    }

    @Override
    public void release() {
      // A look-up cannot be cancelled; nobody waits for it after its budget. A sender ends when
      // the adapter stops.
    }
  }
}
