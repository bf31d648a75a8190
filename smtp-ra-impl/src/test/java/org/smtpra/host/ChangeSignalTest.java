package org.smtpra.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeSignalTest {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofHours(1);

  private final ChangeSignal signal = new ChangeSignal();

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void changeAfterTheLookIsNotMissed() {
    long seen = signal.version();
    signal.changed();
    assertTimeoutPreemptively(BOUND, () -> signal.await(seen, LONG));
  }

  @Test
  void changeWakesThoseWhoWait() {
    long seen = signal.version();
    CompletableFuture<Void> waiter =
        CompletableFuture.runAsync(
            () -> {
              try {
                signal.await(seen, LONG);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertFalse(waiter.isDone());
    signal.changed();
    assertTimeoutPreemptively(BOUND, waiter::join);
  }

  @Test
  void waitEndsWithItsTime() throws Exception {
    signal.await(signal.version(), Duration.ofMillis(1));
    assertTrue(signal.pause(Duration.ofMillis(1), () -> false));
  }

  @Test
  void closingEndsEveryWaitForGood() {
    signal.close();
    assertTrue(signal.isClosed());
    assertTimeoutPreemptively(BOUND, () -> signal.await(signal.version(), LONG));
    assertEquals(false, assertTimeoutPreemptively(BOUND, () -> signal.pause(LONG, () -> false)));
  }

  @Test
  void changeDoesNotEndAPause() throws Exception {
    CompletableFuture<Boolean> pause =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return signal.pause(LONG, () -> false);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    for (int i = 0; i < 100; i++) {
      signal.changed();
    }
    assertFalse(pause.isDone());
    signal.close();
    assertFalse(assertTimeoutPreemptively(BOUND, pause::join));
  }

  @Test
  void interruptEndsAWait() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> signal.await(signal.version(), LONG));
  }
}
