package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkCompletedException;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandaloneContextTest {

  private final StandaloneBootstrapContext context = new StandaloneBootstrapContext();
  private final WorkManager works = context.getWorkManager();

  @AfterEach
  void close() {
    context.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Work work(Runnable task) {
    return work(task, () -> {});
  }

  private static Work work(Runnable task, Runnable release) {
    return new Work() {
      @Override
      public void run() {
        task.run();
      }

      @Override
      public void release() {
        release.run();
      }
    };
  }

  @Test
  void workRunsOnADaemonThread() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    AtomicBoolean daemon = new AtomicBoolean();
    works.scheduleWork(
        work(
            () -> {
              daemon.set(Thread.currentThread().isDaemon());
              ran.countDown();
            }));
    await(ran);
    assertTrue(daemon.get());
  }

  @Test
  void startReturnsWhenTheWorkHasBegunAndDoWhenItHasEnded() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    works.startWork(work(() -> await(goOn)));
    AtomicBoolean done = new AtomicBoolean();
    works.doWork(work(() -> done.set(true)));
    assertTrue(done.get());
    goOn.countDown();
  }

  @Test
  void failureOfAWorkReachesWhoWaitsForIt() {
    WorkCompletedException failure =
        assertThrows(
            WorkCompletedException.class,
            () ->
                works.doWork(
                    work(
                        () -> {
                          throw new IllegalStateException("broken");
                        })));
    assertEquals("broken", failure.getCause().getMessage());
  }

  @Test
  void whatOnlyAServerCanDoIsRefused() {
    Work nothing = work(() -> {});
    assertThrows(
        WorkRejectedException.class,
        () -> works.scheduleWork(nothing, WorkManager.INDEFINITE, null, null));
    assertThrows(
        WorkRejectedException.class,
        () -> works.startWork(nothing, WorkManager.INDEFINITE, null, null));
    assertThrows(
        WorkRejectedException.class,
        () -> works.doWork(nothing, WorkManager.INDEFINITE, null, null));
    assertThrows(UnsupportedOperationException.class, context::getXATerminator);
    assertThrows(
        UnsupportedOperationException.class, context::getTransactionSynchronizationRegistry);
    assertFalse(context.isContextSupported(WorkContext.class));
  }

  /** A look-up that hangs for ever must not keep others waiting without a word. */
  @Test
  void workThatFindsNoThreadIsRefused() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    assertThrows(
        WorkRejectedException.class,
        () -> {
          while (begun.incrementAndGet() <= 1000) {
            works.startWork(work(() -> await(goOn)));
          }
        });
    assertTrue(begun.get() > 8, "only " + begun);
    goOn.countDown();
  }

  @Test
  void closeReleasesAndEndsWhatRunsAndRefusesMore() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    works.startWork(
        work(
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            },
            released::countDown));
    context.close();
    await(released);
    await(interrupted);
    assertThrows(WorkRejectedException.class, () -> works.scheduleWork(work(() -> {})));
  }

  @Test
  void timersTickOnDaemonThreadsAndEndWithTheContext() throws Exception {
    Timer timer = context.createTimer();
    CountDownLatch ticked = new CountDownLatch(1);
    AtomicBoolean daemon = new AtomicBoolean();
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            daemon.set(Thread.currentThread().isDaemon());
            ticked.countDown();
          }
        },
        0);
    await(ticked);
    assertTrue(daemon.get());
    context.close();
    assertThrows(
        IllegalStateException.class,
        () ->
            timer.schedule(
                new TimerTask() {
                  @Override
                  public void run() {
                    // Never.
                  }
                },
                0));
  }
}
