package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.testkit.TestWorkManager;

/** Tasks find a thread, whatever the server's WorkManager makes of their caller. */
class AdapterWorkersTest {

  private final TestWorkManager manager = new TestWorkManager();
  private final AdapterWorkers workers = new AdapterWorkers();
  private final CountDownLatch done = new CountDownLatch(1);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void taskRunsOnTheServersThread() throws Exception {
    workers.use(manager);
    workers.execute(done::countDown);
    assertTrue(done.await(20, TimeUnit.SECONDS));
    assertEquals(1, manager.worksAccepted());
  }

  @Test
  void taskOfAnInterruptedThreadRunsAndTheThreadStaysInterrupted() throws Exception {
    manager.refuseInterrupted();
    workers.use(manager);
    Thread.currentThread().interrupt();
    workers.execute(done::countDown);
    assertTrue(Thread.interrupted());
    assertTrue(done.await(20, TimeUnit.SECONDS));
    assertEquals(0, manager.worksAccepted());
  }

  @Test
  void taskRunsWhereTheWorkManagerTakesNoMore() throws Exception {
    workers.use(manager);
    manager.close();
    workers.execute(done::countDown);
    assertTrue(done.await(20, TimeUnit.SECONDS));
  }
}
