package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendOutcome.Failed;
import org.smtpra.SmtpSendOutcome.NotAttempted;
import org.smtpra.SmtpSendOutcome.Sent;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.Stage;

/** What ends a batch on a lease, and what only ends its session. */
class BatchEndsTest extends LeaseBatchScenario {

  private final ExecutorService others = Executors.newCachedThreadPool();

  @AfterEach
  void stopOthers() {
    others.shutdownNow();
  }

  @Test
  void interruptEndsTheBatchAndTheRestIsNotAttempted() throws Exception {
    SmtpBatchOptions options =
        SmtpBatchOptions.builder()
            .listener((outcome, decided, total) -> interruptAt(2, decided))
            .build();
    List<SmtpSendOutcome> outcomes = send(messages(5), options);
    assertTrue(Thread.interrupted(), "the interrupt stays set");
    assertEquals("Sent Sent NotAttempted NotAttempted NotAttempted", kinds(outcomes));
    NotAttempted rest = (NotAttempted) outcomes.get(4);
    assertEquals(SmtpFailureKind.CANCELLED, rest.classification().kind());
    assertEquals(2, server.held().size());
    server.awaitClosed(1);
  }

  @Test
  void leaseThatIsClosedByAnotherThreadEndsItsBatch() throws Exception {
    deploy("pipelining", "NONE");
    server.on(Stage.DATA, 3, new Fault.Stall());
    SmtpConnection lease = smtp.getConnection();
    List<MimeMessage> messages = messages(5);
    CountDownLatch two = new CountDownLatch(2);
    SmtpBatchOptions options =
        SmtpBatchOptions.builder().listener((outcome, decided, total) -> two.countDown()).build();
    Future<List<SmtpSendOutcome>> running = others.submit(() -> lease.sendAll(messages, options));
    assertTrue(two.await(30, TimeUnit.SECONDS));
    Bounded.until(() -> server.commands("DATA") == 3);
    lease.close();
    List<SmtpSendOutcome> outcomes = running.get();
    assertEquals("Sent Sent Failed NotAttempted NotAttempted", kinds(outcomes));
    assertEquals(
        SmtpFailureKind.CANCELLED, ((Failed) outcomes.get(2)).failure().classification().kind());
    assertEquals(
        SmtpFailureKind.CANCELLED, ((NotAttempted) outcomes.get(3)).classification().kind());
    assertEquals(2, server.held().size());
  }

  @Test
  void hostThatIsGoneEndsTheBatch() throws Exception {
    deploy("reconnectCooldown", "30s");
    server.on(Stage.FINAL_REPLY, 2, new Fault.ReplyThenClose("250 2.0.0 OK"));
    SmtpBatchOptions options =
        SmtpBatchOptions.builder()
            .listener(
                (outcome, decided, total) -> {
                  if (decided == 1) {
                    server.refuseConnections();
                  }
                })
            .build();
    List<SmtpSendOutcome> outcomes = send(messages(6), options);
    assertEquals("Sent Sent Failed Failed NotAttempted NotAttempted", kinds(outcomes));
    assertEquals(
        SmtpFailureReason.NO_HOST_AVAILABLE,
        ((NotAttempted) outcomes.get(5)).classification().reason());
    assertTrue(((NotAttempted) outcomes.get(5)).classification().safeToSendAgain());
    assertEquals(2, server.received().size());
  }

  @Test
  void retiredSessionIsReplacedInTheMidstOfABatch() throws Exception {
    deploy("maxMessagesPerSession", "2");
    assertEquals("Sent Sent Sent Sent Sent", kinds(send(messages(5))));
    assertEquals(3, server.sessionsAccepted());
    assertEquals(5, server.commands("MAIL"), "no envelope goes ahead on a session that retires");
  }

  @Test
  void hostsRateHoldsForABatchToo() throws Exception {
    deploy("hosts", server.endpointKey() + ";ratePerSecond=0.1", "acquireTimeout", "100ms");
    List<SmtpSendOutcome> outcomes = send(messages(8));
    assertEquals("Sent", outcomes.get(0).getClass().getSimpleName());
    long sent = outcomes.stream().filter(Sent.class::isInstance).count();
    assertEquals(sent, server.received().size());
    List<Failed> failed =
        outcomes.stream().filter(Failed.class::isInstance).map(Failed.class::cast).toList();
    assertTrue(!failed.isEmpty(), () -> kinds(outcomes));
    failed.forEach(
        one -> assertEquals(SmtpFailureReason.THROTTLED, one.failure().classification().reason()));
  }

  private static void interruptAt(int wanted, int decided) {
    if (decided == wanted) {
      Thread.currentThread().interrupt();
    }
  }
}
