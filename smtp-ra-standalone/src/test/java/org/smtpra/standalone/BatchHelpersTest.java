package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.standalone.BatchBench.assertEachOnce;
import static org.smtpra.standalone.BatchBench.kinds;
import static org.smtpra.standalone.BatchBench.leases;
import static org.smtpra.standalone.BatchBench.messages;
import static org.smtpra.standalone.BatchBench.pool;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendOutcome.Failed;
import org.smtpra.SmtpSendOutcome.Sent;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** The threads that help the caller of a batch over leases of their own. */
class BatchHelpersTest {

  private static final int PATIENCE_SECONDS = 30;

  /** Holds the first verdicts until so many sessions have a message. */
  private static void holdUntilSending(ScriptedSmtpServer server, int sessions) {
    CountDownLatch opened = new CountDownLatch(sessions);
    server.consult(
        stage -> {
          if (stage == Stage.MAIL) {
            opened.countDown();
          } else if (stage == Stage.FINAL_REPLY) {
            await(opened);
          }
          return Optional.empty();
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void everyLeaseThatIsAllowedHelpsAndNoMessageIsLostOrDoubled() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "maxPoolSize", "8")) {
      holdUntilSending(server, 3);
      List<MimeMessage> messages = messages(pool, 60);
      List<SmtpSendOutcome> outcomes = pool.factory().sendAll(messages, leases(3));
      assertTrue(outcomes.stream().allMatch(Sent.class::isInstance), () -> kinds(outcomes));
      for (int i = 0; i < 60; i++) {
        assertEquals(messages.get(i), outcomes.get(i).message());
      }
      assertEachOnce(server, 60);
      assertEquals(3, server.maxOpenSessions());
    }
  }

  @Test
  void helpersWithoutALeaseGiveUpQuietly() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "maxPoolSize", "1", "acquireTimeout", "50ms")) {
      List<SmtpSendOutcome> outcomes = pool.factory().sendAll(messages(pool, 20), leases(5));
      assertTrue(outcomes.stream().allMatch(Sent.class::isInstance), () -> kinds(outcomes));
      assertEachOnce(server, 20);
      assertEquals(0, pool.factory().status().failures());
    }
  }

  @Test
  void interruptOfTheCallerEndsItsHelpersToo() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "maxPoolSize", "4")) {
      Thread caller = Thread.currentThread();
      CountDownLatch sending = new CountDownLatch(3);
      AtomicBoolean interrupted = new AtomicBoolean();
      server.consult(
          stage -> {
            if (stage == Stage.DATA) {
              sending.countDown();
              await(sending);
              if (interrupted.compareAndSet(false, true)) {
                caller.interrupt();
              }
              return Optional.of(new Fault.Stall());
            }
            return Optional.empty();
          });
      List<SmtpSendOutcome> outcomes = pool.factory().sendAll(messages(pool, 30), leases(3));
      assertTrue(Thread.interrupted(), "the interrupt stays set");
      assertEquals(30, outcomes.size());
      assertEquals(3, outcomes.stream().filter(Failed.class::isInstance).count());
      for (SmtpSendOutcome outcome : outcomes) {
        if (outcome instanceof Failed failed) {
          assertEquals(SmtpFailureKind.CANCELLED, failed.failure().classification().kind());
        }
      }
      assertEquals(0, server.held().size());
      // A helper gives its lease back behind the end of the batch.
      assertTimeoutPreemptively(
          Duration.ofSeconds(PATIENCE_SECONDS),
          () -> {
            while (!pool.factory().status().leases().isEmpty()) {
              Thread.onSpinWait();
            }
          });
    }
  }

  @Test
  void helpersRenderWithTheCallersClassLoader() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server)) {
      holdUntilSending(server, 2);
      Set<ClassLoader> loaders = ConcurrentHashMap.newKeySet();
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      List<MimeMessage> messages = new ArrayList<>();
      for (MimeMessage plain : messages(pool, 20)) {
        messages.add(new Watched(plain, loaders, threads));
      }
      ClassLoader own = new ClassLoader(getClass().getClassLoader()) {};
      ClassLoader before = Thread.currentThread().getContextClassLoader();
      Thread.currentThread().setContextClassLoader(own);
      try {
        assertEquals(20, pool.factory().sendAll(messages, leases(2)).size());
      } finally {
        Thread.currentThread().setContextClassLoader(before);
      }
      assertEquals(Set.of(own), loaders);
      assertEquals(2, threads.size());
    }
  }

  @Test
  void messageThatIsInTheBatchTwiceIsNeverRenderedByTwo() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server)) {
      MimeMessage message = messages(pool, 1).get(0);
      List<SmtpSendOutcome> outcomes =
          pool.factory().sendAll(List.of(message, message, message), leases(3));
      assertEquals("Sent Sent Sent", kinds(outcomes));
      assertEquals(1, server.sessionsAccepted());
    }
  }

  /** Notes where it is rendered. */
  private static final class Watched extends MimeMessage {

    private final Set<ClassLoader> loaders;
    private final Set<Thread> threads;

    Watched(MimeMessage message, Set<ClassLoader> loaders, Set<Thread> threads)
        throws MessagingException {
      super(message);
      this.loaders = loaders;
      this.threads = threads;
    }

    @Override
    public void writeTo(OutputStream sink, String[] ignored)
        throws IOException, MessagingException {
      loaders.add(Thread.currentThread().getContextClassLoader());
      threads.add(Thread.currentThread());
      super.writeTo(sink, ignored);
    }
  }
}
