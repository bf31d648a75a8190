package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** How a pool ends. */
class PoolCloseTest {

  private static final SmtpSendOptions ENVELOPE = RawMessage.to("anna@example.org");

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    callers.shutdownNow();
    server.close();
  }

  private SmtpPool pool(String... more) {
    return SmtpPool.open(PoolProperties.clearText(server.port(), more));
  }

  private static SmtpSendResult send(SmtpPool pool) throws Exception {
    return pool.factory().send(RawMessage.of("Subject: x\r\n\r\nHello.\r\n"), ENVELOPE);
  }

  private static SmtpSendFailedException failure(Future<?> send) {
    ExecutionException thrown = assertThrows(ExecutionException.class, send::get);
    return assertInstanceOf(SmtpSendFailedException.class, thrown.getCause());
  }

  /** A caller who waits for a lease of an exhausted pool. */
  private <T> Future<T> waiter(Callable<T> call) {
    AtomicReference<Thread> thread = new AtomicReference<>();
    Future<T> waiter =
        callers.submit(
            () -> {
              thread.set(Thread.currentThread());
              return call.call();
            });
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (thread.get() == null || thread.get().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
        });
    return waiter;
  }

  @Test
  void runningSendEndsWellWhileTheOthersAreRefusedAtOnce() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    try (HeldReply verdict = HeldReply.at(Stage.FINAL_REPLY, server);
        SmtpPool pool = pool("maxPoolSize", "1")) {
      Future<SmtpSendResult> running =
          callers.submit(
              () -> {
                SmtpSendResult result = send(pool);
                order.add("sent");
                return result;
              });
      verdict.awaitSend();
      Future<SmtpSendResult> waiting =
          waiter(
              () -> {
                try {
                  return send(pool);
                } finally {
                  order.add("refused");
                  verdict.release();
                }
              });
      pool.close();
      assertEquals(250, running.get().finalReply().code());
      SmtpSendFailedException refused = failure(waiting);
      assertEquals(SmtpFailureReason.SHUTDOWN, refused.classification().reason());
      assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, refused.classification().kind());
      assertEquals(List.of("refused", "sent"), order);
      server.awaitClosed(1);
      assertEquals(1, server.received().size());
      assertEquals(0, pool.factory().status().openSessions());
    }
  }

  @Test
  void sendThatOutlastsTheGraceIsCutOffByItsStage() throws Exception {
    try (SmtpPool pool = pool("shutdownGrace", "100ms")) {
      server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.Stall()));
      Future<SmtpSendResult> send = callers.submit(() -> send(pool));
      server.awaitReceived(1);
      pool.close();
      pool.close();
      assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure(send).classification().kind());
      server.awaitClosed(1);
      assertEquals(0, pool.factory().status().openSessions());
    }
  }

  @Test
  @SuppressWarnings("try") // closed early on purpose, and twice
  void closeWaitsForNobodyWhoOnlyHoldsALeaseAndInterruptsNobody() throws Exception {
    try (SmtpPool pool = pool("maxPoolSize", "1", "shutdownGrace", "24h")) {
      SmtpConnection lease = pool.factory().getConnection();
      Future<SmtpConnection> waiting = waiter(() -> pool.factory().getConnection());
      pool.close();
      SmtpSendFailedException refused = failure(waiting);
      assertEquals(SmtpFailureReason.SHUTDOWN, refused.classification().reason());
      assertFalse(callers.submit(() -> Thread.currentThread().isInterrupted()).get());
      SmtpSendFailedException late =
          assertThrows(
              SmtpSendFailedException.class, () -> lease.send(RawMessage.of("x"), ENVELOPE));
      assertEquals(SmtpFailureReason.SHUTDOWN, late.classification().reason());
      lease.close();
      server.awaitClosed(1);
    }
  }

  @Test
  void closedPoolRefusesWithTheReasonShutdown() throws Exception {
    SmtpPool pool = pool();
    send(pool);
    pool.close();
    SmtpSendFailedException late = assertThrows(SmtpSendFailedException.class, () -> send(pool));
    assertEquals(SmtpFailureReason.SHUTDOWN, late.classification().reason());
    assertEquals(List.of("anna@example.org"), late.recipientsToSendAgain());
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void closeEndsARefillThatHangs() throws Exception {
    server.always(Stage.GREETING, new Fault.Stall());
    Set<Thread> before = threads();
    SmtpPool pool = pool("minPoolSize", "1", "greetingTimeout", "24h");
    server.awaitSessions(1);
    pool.close();
    server.awaitClosed(1);
    awaitEndOfThoseNotIn(before);
  }

  @Test
  void nothingIsLeftRunning() throws Exception {
    Set<Thread> before = threads();
    for (int round = 0; round < 3; round++) {
      try (SmtpPool pool = pool("minPoolSize", "2", "host", "localhost")) {
        send(pool);
        server.awaitSessions(2 * (round + 1));
      }
    }
    awaitEndOfThoseNotIn(before);
    server.awaitClosed(6);
    assertEquals(0, server.openSessions());
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  /** The server's own threads end with their sessions. */
  private static void awaitEndOfThoseNotIn(Set<Thread> before) {
    Set<Thread> left = threads();
    left.removeAll(before);
    for (Thread thread : left) {
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> thread.join(), thread::getName);
    }
  }
}
