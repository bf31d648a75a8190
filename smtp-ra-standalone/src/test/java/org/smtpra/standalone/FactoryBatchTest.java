package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.standalone.BatchBench.assertEachOnce;
import static org.smtpra.standalone.BatchBench.kinds;
import static org.smtpra.standalone.BatchBench.leases;
import static org.smtpra.standalone.BatchBench.messages;
import static org.smtpra.standalone.BatchBench.pool;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendOutcome.Failed;
import org.smtpra.SmtpSendOutcome.NotAttempted;
import org.smtpra.SmtpSendOutcome.Sent;
import org.smtpra.testkit.ClientRule;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Batches over the pool of Java SE: one lease, several, and what is sent again. */
class FactoryBatchTest {

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
  void batchUnderFullCostsLessThanAFifthOfARoundTripAMessage() throws Exception {
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder()
                .offer("CHUNKING")
                .tolerate(ClientRule.RCPT_BEFORE_BDAT)
                .collectFor(Duration.ofMillis(100))
                .start();
        SmtpPool pool = pool(server, "pipelining", "FULL", "maxMessagesPerSession", "0")) {
      AtomicInteger told = new AtomicInteger();
      SmtpBatchOptions options =
          SmtpBatchOptions.builder()
              .listener((outcome, decided, total) -> assertEquals(told.incrementAndGet(), decided))
              .build();
      List<SmtpSendOutcome> outcomes = pool.factory().sendAll(messages(pool, 100), options);
      assertTrue(outcomes.stream().allMatch(Sent.class::isInstance), () -> kinds(outcomes));
      assertTrue(server.roundTrips(1) < 20, () -> server.roundTrips(1) + " round trips");
      assertEquals(100, told.get());
      assertEquals(100, pool.factory().status().sent());
      assertEquals(100, server.received().size());
      assertEquals(1, server.sessionsAccepted());
      assertEquals(List.of(), server.violations());
    }
  }

  @Test
  void connectionLostUnderFullLeavesAWindowInDoubtAndTheRestGoesOverAnotherSession()
      throws Exception {
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder()
                .offer("CHUNKING")
                .tolerate(ClientRule.RCPT_BEFORE_BDAT)
                .start();
        SmtpPool pool = pool(server, "pipelining", "FULL", "maxRetryAttempts", "2")) {
      server.on(Stage.FINAL_REPLY, 4, new Fault.Accepting(new Fault.CloseBefore()));
      List<SmtpSendOutcome> outcomes =
          pool.factory().sendAll(messages(pool, 30), SmtpBatchOptions.defaults());
      long unknown = outcomes.stream().filter(FactoryBatchTest::isUnknown).count();
      long sent = outcomes.stream().filter(Sent.class::isInstance).count();
      // One went alone; of the window the server took three, and said so of two at the most.
      assertTrue(unknown >= 1 && unknown <= 8, () -> kinds(outcomes));
      assertEquals(30, sent + unknown, () -> kinds(outcomes));
      assertTrue(server.received().size() >= sent && server.received().size() <= 30);
      assertEquals(2, server.sessionsAccepted());
      assertEquals(
          Map.of(SmtpFailureKind.UNKNOWN_AFTER_DATA, unknown), pool.factory().status().failed());
    }
  }

  private static boolean isUnknown(SmtpSendOutcome outcome) {
    return outcome instanceof SmtpSendOutcome.Failed failed
        && failed.failure().classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
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
