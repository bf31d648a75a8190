package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseQueueTest {

  private static final int CALLERS = 20;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final LeaseQueue queue = new LeaseQueue(1);
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  private void awaitWaiting(int count) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (queue.waiting() < count) {
            Thread.onSpinWait();
          }
        });
  }

  @Test
  void callersAreServedInTheOrderInWhichTheyCame() throws Exception {
    List<Integer> served = new CopyOnWriteArrayList<>();
    List<Future<Boolean>> waits = new ArrayList<>();
    assertTrue(queue.enter(LONG));
    for (int i = 0; i < CALLERS; i++) {
      int number = i;
      waits.add(
          callers.submit(
              () -> {
                boolean entered = queue.enter(LONG);
                served.add(number);
                queue.leave();
                return entered;
              }));
      awaitWaiting(i + 1);
    }
    queue.leave();
    for (Future<Boolean> wait : waits) {
      assertTrue(wait.get());
    }
    assertEquals(IntStream.range(0, CALLERS).boxed().toList(), served);
  }

  /** Who comes when a place has just become free finds that those who wait have it. */
  @Test
  void nobodyOvertakesThoseWhoWait() throws Exception {
    for (int round = 0; round < 200; round++) {
      assertTrue(queue.enter(LONG));
      Future<Boolean> waiter = callers.submit(() -> queue.enter(LONG));
      awaitWaiting(1);
      queue.leave();
      assertFalse(queue.enter(Duration.ZERO), "overtook in round " + round);
      assertTrue(waiter.get());
      queue.leave();
    }
  }

  @Test
  void noWaitMeansNone() throws Exception {
    assertTrue(queue.enter(Duration.ZERO));
    assertFalse(queue.enter(Duration.ZERO));
    assertFalse(queue.enter(Duration.ofMillis(1)));
    queue.leave();
    assertTrue(queue.enter(Duration.ZERO));
  }

  @Test
  void interruptEndsAWait() throws Exception {
    assertTrue(queue.enter(LONG));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> queue.enter(LONG));
  }

  @Test
  void closingEndsEveryWaitAndInterruptsNobody() throws Exception {
    assertTrue(queue.enter(LONG));
    List<Future<Boolean>> waits = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      waits.add(callers.submit(() -> queue.enter(LONG) || Thread.currentThread().isInterrupted()));
    }
    awaitWaiting(CALLERS);
    queue.close();
    queue.close();
    for (Future<Boolean> wait : waits) {
      assertFalse(wait.get());
    }
    queue.leave();
    assertFalse(queue.enter(LONG));
    assertTrue(queue.isClosed());
  }
}
