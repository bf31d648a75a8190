package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpSendOptions;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A thousand callers, eight sessions. */
class ManyWaitersTest {

  private static final int CALLERS = 1000;
  private static final int SESSIONS = 8;
  private static final SmtpSendOptions ENVELOPE = RawMessage.to("anna@example.org");

  @Test
  void everyWaiterSendsOnceAndNoSessionIsOneTooMany() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool =
            SmtpPool.open(
                PoolProperties.clearText(
                    server.port(),
                    "maxPoolSize",
                    String.valueOf(SESSIONS),
                    "acquireTimeout",
                    "2m",
                    "maxMessagesPerSession",
                    "0"))) {
      List<SmtpConnection> all = leases(pool);
      Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
      List<Thread> callers = callers(pool, failures);
      awaitAllWaiting(callers);
      assertEquals(0, server.received().size());
      all.forEach(SmtpConnection::close);
      for (Thread caller : callers) {
        caller.join(Duration.ofMinutes(2).toMillis());
      }
      assertEquals(List.of(), List.copyOf(failures));
      assertEquals(subjects(), new HashSet<>(subjectsReceived(server)));
      assertEquals(CALLERS, server.received().size());
      assertTrue(server.maxOpenSessions() <= SESSIONS, () -> "was " + server.maxOpenSessions());
      assertEquals(SESSIONS, server.sessionsAccepted());
    }
  }

  private static List<SmtpConnection> leases(SmtpPool pool) throws Exception {
    List<SmtpConnection> leases = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      leases.add(pool.factory().getConnection());
    }
    return leases;
  }

  private static List<Thread> callers(SmtpPool pool, Queue<Throwable> failures) {
    List<Thread> callers =
        IntStream.range(0, CALLERS)
            .mapToObj(number -> new Thread(() -> send(pool, number, failures), "caller-" + number))
            .toList();
    callers.forEach(Thread::start);
    return callers;
  }

  private static void send(SmtpPool pool, int number, Queue<Throwable> failures) {
    try {
      pool.factory().send(RawMessage.of("Subject: " + number + "\r\n\r\nx\r\n"), ENVELOPE);
    } catch (Exception | AssertionError e) {
      failures.add(e);
    }
  }

  private static void awaitAllWaiting(List<Thread> callers) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (Thread caller : callers) {
            while (caller.getState() != Thread.State.TIMED_WAITING) {
              Thread.onSpinWait();
            }
          }
        });
  }

  private static Set<String> subjects() {
    return new HashSet<>(IntStream.range(0, CALLERS).mapToObj(String::valueOf).toList());
  }

  private static List<String> subjectsReceived(ScriptedSmtpServer server) {
    return server.received().stream()
        .map(ReceivedMessage::contentAsText)
        .map(ManyWaitersTest::subject)
        .toList();
  }

  private static String subject(String content) {
    return content.lines().findFirst().orElseThrow().substring("Subject: ".length());
  }
}
