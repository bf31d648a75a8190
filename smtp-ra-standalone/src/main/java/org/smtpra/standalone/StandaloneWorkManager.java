package org.smtpra.standalone;

import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkCompletedException;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the adapter's work on a few daemon threads, which end when they have nothing to do. There
 * are no start time-outs, no transactions and no listeners. Thread safe.
 */
final class StandaloneWorkManager implements WorkManager, AutoCloseable {

  private static final int MOST_THREADS = 32;
  private static final long IDLE_SECONDS = 5;

  private final AtomicInteger threads = new AtomicInteger();
  private final Set<Work> running = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "smtp-ra-work-" + threads.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void scheduleWork(Work work) throws WorkException {
    accept(new Task(work));
  }

  @Override
  public long startWork(Work work) throws WorkException {
    long asked = System.nanoTime();
    Task task = accept(new Task(work));
    await(task.begun);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
  }

  @Override
  public void doWork(Work work) throws WorkException {
    Task task = accept(new Task(work));
    await(task.ended);
    Throwable failure = task.failure;
    if (failure != null) {
      throw new WorkCompletedException("the work failed: " + failure, failure);
    }
  }

  /** Refuses when the threads are all busy: the adapter then knows what else to do. */
  private Task accept(Task task) throws WorkRejectedException {
    try {
      executor.execute(task);
      return task;
    } catch (RejectedExecutionException e) {
      throw new WorkRejectedException("no thread is free, or the pool is closed", e);
    }
  }

  private static void await(CountDownLatch latch) throws WorkException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkException("interrupted while waiting for the work", e);
    }
  }

  @Override
  public void scheduleWork(
      Work work,
      long startTimeout,
      @Nullable ExecutionContext context,
      @Nullable WorkListener listener)
      throws WorkException {
    throw notSupported();
  }

  @Override
  public long startWork(
      Work work,
      long startTimeout,
      @Nullable ExecutionContext context,
      @Nullable WorkListener listener)
      throws WorkException {
    throw notSupported();
  }

  @Override
  public void doWork(
      Work work,
      long startTimeout,
      @Nullable ExecutionContext context,
      @Nullable WorkListener listener)
      throws WorkException {
    throw notSupported();
  }

  private static WorkException notSupported() {
    return new WorkRejectedException(
        "no start time-outs, transactions or listeners outside an application server");
  }

  /** Releases what runs, and interrupts it: these threads are ours. */
  @Override
  public void close() {
    running.forEach(Work::release);
    executor.shutdownNow();
  }

  private final class Task implements Runnable {

    private final Work work;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    Task(Work work) {
      this.work = work;
    }

    @Override
    public void run() {
      running.add(work);
      begun.countDown();
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        running.remove(work);
        ended.countDown();
      }
    }
  }
}
