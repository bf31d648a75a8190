package org.smtpra.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemResolverTest {

  private static final Executor REFUSING =
      task -> {
        throw new RejectedExecutionException("the pool is shut down");
      };

  private static final Executor NOBODY = task -> {};

  private final Queue<Runnable> unworked = new ArrayDeque<>();

  private static Deadline in(Duration time) {
    return Deadline.after(time, System::nanoTime);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "192.0.2.255", "::1", "2001:db8::25", "fe80::1%1"})
  void literalNeedsNoWorker(String literal) throws Exception {
    List<InetAddress> found =
        new SystemResolver(REFUSING, NOBODY)
            .resolve(literal, in(Duration.ofSeconds(20)), new Attempt());
    assertEquals(List.of(InetAddress.getByName(literal)), found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3.4.5", "999.1.1.1", "12345678901234567890", "xy:z"})
  void whatOnlyLooksLikeALiteralIsNotLookedUpOnTheCallersThread(String host) {
    assertThrows(
        DeadlinePassedException.class,
        () ->
            new SystemResolver(unworked::add, NOBODY)
                .resolve(host, in(Duration.ofMillis(20)), new Attempt()));
    assertEquals(1, unworked.size());
  }

  @Test
  void nameIsResolvedOnAWorker() throws Exception {
    List<Thread> workers = new ArrayList<>();
    Executor executor =
        task -> {
          Thread worker = new Thread(task, "look-up");
          workers.add(worker);
          worker.start();
        };
    List<InetAddress> found =
        new SystemResolver(executor, NOBODY)
            .resolve("localhost", in(Duration.ofSeconds(20)), new Attempt());
    assertTrue(found.stream().allMatch(InetAddress::isLoopbackAddress), found.toString());
    assertEquals(1, workers.size());
  }

  @Test
  void lookUpThatNoWorkerBeginsIsMadeBySomebodyElse() throws Exception {
    List<InetAddress> found =
        new SystemResolver(unworked::add, task -> new Thread(task, "spare").start())
            .resolve("localhost", in(Duration.ofSeconds(20)), new Attempt());
    assertTrue(found.stream().allMatch(InetAddress::isLoopbackAddress), found.toString());
    assertEquals(1, unworked.size());
  }

  @Test
  void unknownHostIsNamed() {
    // RFC 6761 section 6.4: no name server may know it.
    UnknownHostException failure =
        assertThrows(
            UnknownHostException.class,
            () ->
                new SystemResolver(Runnable::run, NOBODY)
                    .resolve("smtp.invalid", in(Duration.ofSeconds(20)), new Attempt()));
    assertTrue(failure.getMessage().contains("smtp.invalid"), failure.getMessage());
  }

  @Test
  void workerThatNeverAnswersIsBoundedByTheDeadlineAndItsLookUpDropped() {
    DeadlinePassedException failure =
        assertThrows(
            DeadlinePassedException.class,
            () ->
                new SystemResolver(unworked::add, NOBODY)
                    .resolve("smtp.example.com", in(Duration.ofMillis(50)), new Attempt()));
    assertTrue(failure.getMessage().contains("smtp.example.com"), failure.getMessage());
    Runnable lookUp = unworked.remove();
    assertTrue(lookUp instanceof FutureTask<?> task && task.isCancelled());
  }

  @Test
  void workersThatTakeNoMoreAreAnOrdinaryFailure() {
    UnknownHostException failure =
        assertThrows(
            UnknownHostException.class,
            () ->
                new SystemResolver(REFUSING, NOBODY)
                    .resolve("localhost", in(Duration.ofSeconds(20)), new Attempt()));
    assertTrue(failure.getCause() instanceof RejectedExecutionException);
  }

  @Test
  void interruptEndsTheWaitAndStaysSet() {
    Thread.currentThread().interrupt();
    assertThrows(
        ChannelInterruptedException.class,
        () ->
            new SystemResolver(unworked::add, NOBODY)
                .resolve("smtp.example.com", in(Duration.ofSeconds(20)), new Attempt()));
    assertTrue(Thread.interrupted());
    assertFalse(unworked.isEmpty());
  }
}
