package org.smtpra.testkit;

import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkCompletedException;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs every work at once on a daemon thread of its own, and knows which ones still run. */
public final class TestWorkManager implements WorkManager, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Set<RunningWork> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean refusesInterrupted;

  @Override
  public void doWork(Work work) throws WorkException {
    doWork(work, INDEFINITE, null, null);
  }

  @Override
  public void doWork(
      Work work,
      long startTimeout,
      @Nullable ExecutionContext context,
      @Nullable WorkListener listener)
      throws WorkException {
    RunningWork started = start(work, listener);
    awaitUninterrupted(started.ended());
    if (started.failure() != null) {
      throw started.failure();
    }
  }

  @Override
  public long startWork(Work work) throws WorkException {
    return startWork(work, INDEFINITE, null, null);
  }

  @Override
  public long startWork(
      Work work,
      long startTimeout,
      @Nullable ExecutionContext context,
      @Nullable WorkListener listener)
      throws WorkException {
    awaitUninterrupted(start(work, listener).begun());
    return 0;
  }

  @Override
  public void scheduleWork(Work work) throws WorkException {
    scheduleWork(work, INDEFINITE, null, null);
  }

  @Override
  public void scheduleWork(
      Work work,
      long startTimeout,
      @Nullable ExecutionContext context,
      @Nullable WorkListener listener)
      throws WorkException {
    start(work, listener);
  }

  /** From now on an interrupted thread gets what WildFly's WorkManager has for it. */
  public void refuseInterrupted() {
    refusesInterrupted = true;
  }

  /** How many works have been accepted since the start. */
  public int worksAccepted() {
    return accepted.get();
  }

  /** How many works have been accepted and have not ended. */
  public int runningWorks() {
    return running.size();
  }

  /** Waits until no work runs. */
  public void awaitIdle() {
    for (RunningWork work : running) {
      if (!awaitUninterrupted(work.ended())) {
        throw new AssertionError("Still running after " + PATIENCE + ": " + work);
      }
    }
  }

  /** Takes no more work, releases what runs and waits for its end. */
  @Override
  public void close() {
    closed.set(true);
    running.forEach(RunningWork::release);
    awaitIdle();
  }

  private RunningWork start(Work work, @Nullable WorkListener listener) throws WorkException {
    WorkListener events = listener != null ? listener : new WorkAdapter() {};
    if (refusesInterrupted && Thread.interrupted()) {
      throw new IllegalStateException(new InterruptedException());
    }
    if (closed.get()) {
      WorkException refusal = new WorkRejectedException("The work manager is closed");
      events.workRejected(new WorkEvent(this, WorkEvent.WORK_REJECTED, work, refusal));
      throw refusal;
    }
    events.workAccepted(new WorkEvent(this, WorkEvent.WORK_ACCEPTED, work, null));
    RunningWork next = new RunningWork(work, events);
    accepted.incrementAndGet();
    running.add(next);
    Thread thread = new Thread(next, "test-work-" + work);
    thread.setDaemon(true);
    thread.start();
    return next;
  }

  private static boolean awaitUninterrupted(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for work", e);
    }
  }

  private final class RunningWork implements Runnable {
    private final Work work;
    private final WorkListener events;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable WorkException failure;

    RunningWork(Work work, WorkListener events) {
      this.work = work;
      this.events = events;
    }

    @Override
    public void run() {
      begun.countDown();
      events.workStarted(event(WorkEvent.WORK_STARTED));
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        failure = new WorkCompletedException("The work failed: " + e, e);
      } finally {
        running.remove(this);
        events.workCompleted(event(WorkEvent.WORK_COMPLETED));
        ended.countDown();
      }
    }

    private WorkEvent event(int type) {
      return new WorkEvent(TestWorkManager.this, type, work, failure);
    }

    void release() {
      work.release();
    }

    CountDownLatch begun() {
      return begun;
    }

    CountDownLatch ended() {
      return ended;
    }

    @Nullable WorkException failure() {
      return failure;
    }

    @Override
    public String toString() {
      return work.toString();
    }
  }
}
