package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendOutcome.Failed;
import org.smtpra.SmtpSendOutcome.NotAttempted;
import org.smtpra.SmtpSendOutcome.Sent;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Batches over the pool of Java SE: one lease, several, and what is sent again. */
class FactoryBatchTest {

  private static final int PATIENCE_SECONDS = 30;

  private static List<MimeMessage> messages(SmtpPool pool, int count) throws MessagingException {
    List<MimeMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(filled(pool.factory().createMessage(), i));
    }
    return messages;
  }

  private static MimeMessage filled(MimeMessage message, int number) throws MessagingException {
    message.setFrom("shop@example.com");
    message.setRecipients(MimeMessage.RecipientType.TO, "r" + number + "@example.org");
    message.setSubject("number " + number);
    message.setText("Hello.");
    return message;
  }

  private static SmtpPool pool(ScriptedSmtpServer server, String... more) {
    return SmtpPool.open(PoolProperties.clearText(server.port(), more));
  }

  private static SmtpBatchOptions leases(int most) {
    return SmtpBatchOptions.builder().leases(most).build();
  }

  private static String kinds(List<SmtpSendOutcome> outcomes) {
    return String.join(" ", outcomes.stream().map(one -> one.getClass().getSimpleName()).toList());
  }

  private static void assertEachOnce(ScriptedSmtpServer server, int count) {
    List<String> recipients =
        server.received().stream()
            .map(ReceivedMessage::recipients)
            .map(one -> one.get(0))
            .sorted()
            .toList();
    assertEquals(count, recipients.size());
    assertEquals(count, Set.copyOf(recipients).size());
  }

  /** Holds the first verdicts until so many sessions were opened. */
  private static void holdUntilSessions(ScriptedSmtpServer server, int sessions) {
    CountDownLatch opened = new CountDownLatch(sessions);
    server.consult(
        stage -> {
          if (stage == Stage.EHLO) {
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
  void batchOverOneLeaseCostsOneRoundTripAMessageAndOneMore() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server)) {
      pool.factory().send(messages(pool, 1).get(0));
      int before = server.roundTrips(1);
      List<SmtpSendOutcome> outcomes =
          pool.factory().sendAll(messages(pool, 50), SmtpBatchOptions.defaults());
      assertTrue(outcomes.stream().allMatch(Sent.class::isInstance), () -> kinds(outcomes));
      assertEquals(51, server.roundTrips(1) - before);
      assertEquals(1, server.sessionsAccepted());
      assertEquals(List.of(), server.violations());
      assertEquals(List.of(), pool.factory().status().leases());
    }
  }

  @Test
  void everyLeaseThatIsAllowedHelpsAndNoMessageIsLostOrDoubled() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "maxPoolSize", "8")) {
      holdUntilSessions(server, 3);
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
  void deferredMessageIsSentAgainOnceTheLeaseWasGivenBack() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool =
            pool(
                server,
                "maxPoolSize",
                "1",
                "acquireTimeout",
                "5s",
                "maxRetryAttempts",
                "1",
                "retryBaseDelay",
                "10ms")) {
      server.on(Stage.RCPT, 2, new Fault.Reply("451 4.7.1 greylisted"));
      List<SmtpSendOutcome> outcomes =
          pool.factory().sendAll(messages(pool, 4), SmtpBatchOptions.defaults());
      assertEquals("Sent Sent Sent Sent", kinds(outcomes));
      assertEquals(2, ((Sent) outcomes.get(1)).result().attempts());
      assertEquals("number 1", server.received().get(3).header("Subject"));
      assertEachOnce(server, 4);
    }
  }

  @Test
  void unknownIsNeverSentAgain() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "maxRetryAttempts", "3", "retryBaseDelay", "1ms")) {
      server.on(Stage.FINAL_REPLY, 2, new Fault.Accepting(new Fault.CloseBefore()));
      List<SmtpSendOutcome> outcomes =
          pool.factory().sendAll(messages(pool, 4), SmtpBatchOptions.defaults());
      assertEquals("Sent Failed Sent Sent", kinds(outcomes));
      assertEquals(
          SmtpFailureKind.UNKNOWN_AFTER_DATA,
          ((Failed) outcomes.get(1)).failure().classification().kind());
      assertEachOnce(server, 4);
    }
  }

  @Test
  void poolWithoutALeaseEndsTheBatch() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "maxPoolSize", "1", "acquireTimeout", "50ms")) {
      List<MimeMessage> messages = messages(pool, 3);
      List<SmtpSendOutcome> outcomes;
      try (var held = pool.factory().getConnection()) {
        assertFalse(held.endpointKey().isEmpty());
        outcomes = pool.factory().sendAll(messages, leases(2));
      }
      assertEquals("Failed NotAttempted NotAttempted", kinds(outcomes));
      NotAttempted rest = (NotAttempted) outcomes.get(2);
      assertEquals(SmtpFailureReason.POOL_EXHAUSTED, rest.classification().reason());
      assertEquals(0, server.received().size());
    }
  }

  @Test
  void stoppedPoolEndsTheBatch() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      SmtpPool pool = pool(server);
      List<MimeMessage> messages = messages(pool, 3);
      pool.close();
      List<SmtpSendOutcome> outcomes =
          pool.factory().sendAll(messages, SmtpBatchOptions.defaults());
      assertEquals("Failed NotAttempted NotAttempted", kinds(outcomes));
      assertEquals(
          SmtpFailureReason.SHUTDOWN, ((NotAttempted) outcomes.get(1)).classification().reason());
    }
  }

  @Test
  void interruptOfTheCallerEndsItsHelpersToo() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "maxPoolSize", "4")) {
      Thread caller = Thread.currentThread();
      CountDownLatch sending = new CountDownLatch(3);
      server.consult(
          stage -> {
            if (stage == Stage.DATA) {
              sending.countDown();
              await(sending);
              caller.interrupt();
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
      assertEquals(List.of(), pool.factory().status().leases());
    }
  }

  @Test
  void helpersRenderWithTheCallersClassLoader() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server)) {
      holdUntilSessions(server, 2);
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

  @Test
  void nullsThrowBeforeAnythingIsSent() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server)) {
      List<MimeMessage> messages = messages(pool, 1);
      assertThrows(
          NullPointerException.class,
          () -> pool.factory().sendAll(null, SmtpBatchOptions.defaults()));
      assertThrows(NullPointerException.class, () -> pool.factory().sendAll(messages, null));
      assertEquals(0, server.sessionsAccepted());
    }
  }
}
