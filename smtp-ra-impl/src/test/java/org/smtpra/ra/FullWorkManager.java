package org.smtpra.ra;

import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds up whoever wants a worker until it is closed, as WildFly's does while all are busy. */
final class FullWorkManager implements WorkManager, AutoCloseable {

  private final WorkManager others;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);

  FullWorkManager(WorkManager others) {
    this.others = others;
  }

  void awaitSubmitter() throws InterruptedException {
    if (!asked.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody has asked for a worker");
    }
  }

  @Override
  public void scheduleWork(Work work) throws WorkException {
    asked.countDown();
    try {
      if (!free.await(60, TimeUnit.SECONDS)) {
        throw new WorkException("no worker became free");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkException(e);
    }
    others.scheduleWork(work);
  }

  @Override
  public void scheduleWork(
      Work work, long timeout, @Nullable ExecutionContext context, @Nullable WorkListener listener)
      throws WorkException {
    scheduleWork(work);
  }

  @Override
  public void doWork(Work work) throws WorkException {
    others.doWork(work);
  }

  @Override
  public void doWork(
      Work work, long timeout, @Nullable ExecutionContext context, @Nullable WorkListener listener)
      throws WorkException {
    others.doWork(work, timeout, context, listener);
  }

  @Override
  public long startWork(Work work) throws WorkException {
    return others.startWork(work);
  }

  @Override
  public long startWork(
      Work work, long timeout, @Nullable ExecutionContext context, @Nullable WorkListener listener)
      throws WorkException {
    return others.startWork(work, timeout, context, listener);
  }

  @Override
  public void close() {
    free.countDown();
  }
}
