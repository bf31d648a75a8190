package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkCompletedException;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkRejectedException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestBootstrapContextTest {

  @Test
  void workRunsOnADaemonThreadAndIsCountedUntilItEnds() throws Exception {
    try (var context = new TestBootstrapContext()) {
      UntilReleased work = new UntilReleased();
      context.getWorkManager().startWork(work);
      assertEquals(1, context.getWorkManager().runningWorks());

      work.release();
      context.getWorkManager().awaitIdle();

      assertEquals(0, context.getWorkManager().runningWorks());
      assertTrue(work.daemon);
    }
  }

  @Test
  void closeReleasesWorkThatTheAdapterLeftBehind() throws Exception {
    UntilReleased work = new UntilReleased();
    TestBootstrapContext context = new TestBootstrapContext();
    context.getWorkManager().scheduleWork(work);

    context.close();

    assertEquals(0, context.getWorkManager().runningWorks());
    assertThrows(WorkRejectedException.class, () -> context.getWorkManager().startWork(work));
  }

  @Test
  void failureOfTheWorkReachesWhoeverWaitsForIt() {
    try (var context = new TestBootstrapContext()) {
      WorkException failure =
          assertThrows(
              WorkCompletedException.class, () -> context.getWorkManager().doWork(new Failing()));
      assertInstanceOf(IllegalStateException.class, failure.getCause());
    }
  }

  @Test
  void timersCountAsAliveUntilCancelled() throws Exception {
    try (var context = new TestBootstrapContext()) {
      CountDownLatch ran = new CountDownLatch(1);
      Timer timer = context.createTimer();
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              ran.countDown();
            }
          },
          0);
      assertTrue(ran.await(10, TimeUnit.SECONDS));
      assertEquals(1, context.liveTimers());

      timer.cancel();

      assertEquals(0, context.liveTimers());
      assertEquals(1, context.timersCreated());
    }
  }

  private static final class UntilReleased implements Work {
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean daemon;

    @Override
    public void run() {
      daemon = Thread.currentThread().isDaemon();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void release() {
      released.countDown();
    }
  }

  private static final class Failing implements Work {
    @Override
    public void run() {
      throw new IllegalStateException("broken");
    }

    @Override
    public void release() {}
  }
}
