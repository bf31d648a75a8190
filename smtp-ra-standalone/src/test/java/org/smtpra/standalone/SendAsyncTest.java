package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.standalone.Submitted.failure;
import static org.smtpra.standalone.Submitted.isDone;
import static org.smtpra.standalone.Submitted.sent;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** What a caller of sendAsync sees. */
class SendAsyncTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();

  @AfterEach
  void stop() {
    server.close();
  }

  private SmtpPool pool(String... more) {
    return SmtpPool.open(PoolProperties.clearText(server.port(), more));
  }

  @Test
  void stageCompletesWithWhatTheServerSays() throws Exception {
    try (SmtpPool pool = pool()) {
      SmtpSendResult result = sent(Submitted.to(pool, "x"));
      assertEquals(250, result.finalReply().code());
      assertEquals("<raw@example.com>", result.messageId());
      assertEquals(1, server.received().size());
      assertEquals(1, pool.factory().status().sent());
    }
  }

  @Test
  void failureIsToldByTheStageAsItIs() throws Exception {
    server.on(Stage.MAIL, new Fault.Reply("550 5.7.1 no"));
    try (SmtpPool pool = pool()) {
      SmtpSendFailedException failure = failure(Submitted.to(pool, "x"));
      assertEquals(SmtpFailureReason.SENDER_REFUSED, failure.classification().reason());
    }
  }

  @Test
  void messageThatCannotBeSentIsToldByTheStageToo() throws Exception {
    try (SmtpPool pool = pool()) {
      MimeMessage empty = new MimeMessage(Session.getInstance(new Properties()));
      SmtpSubmission submission = pool.factory().sendAsync(empty);
      assertTrue(isDone(submission));
      assertEquals(
          SmtpFailureReason.MESSAGE_INVALID, failure(submission).classification().reason());
      assertFalse(submission.cancel());
      assertEquals(0, server.sessionsAccepted());
    }
  }

  @Test
  void smallMessageMayBeChangedAsSoonAsItIsSubmitted() throws Exception {
    try (SmtpPool pool = pool();
        HeldReply held = HeldReply.at(Stage.GREETING, server)) {
      MimeMessage message = pool.factory().createMessage();
      message.setSubject("before");
      message.setText("Hello.");
      SmtpSubmission submission = pool.factory().sendAsync(message, Submitted.TO_ANNA);
      held.awaitSend();
      message.setSubject("after");
      message.setText("Changed.");
      held.release();
      sent(submission);
      String content = server.awaitReceived(1).get(0).contentAsText();
      assertTrue(content.contains("Subject: before") && content.contains("Hello."), content);
    }
  }

  @Test
  void largeMessageIsReadOnTheWorkerWithTheClassLoaderOfTheOneWhoSubmittedIt() throws Exception {
    ClassLoader callers = new ClassLoader(getClass().getClassLoader()) {};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(callers);
    try (SmtpPool pool = pool()) {
      WatchedMessage message = new WatchedMessage(400 * 1024);
      sent(pool.factory().sendAsync(message, Submitted.TO_ANNA));
      assertNotSame(thread, message.lastReader());
      assertSame(callers, message.lastLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void oneTooManyFailsAtOnceAndMayBeSentAgain() throws Exception {
    try (SmtpPool pool = pool("asyncWorkers", "1", "asyncQueueCapacity", "2");
        HeldReply held = HeldReply.at(Stage.GREETING, server)) {
      SmtpSubmission first = Submitted.to(pool, "1");
      held.awaitSend();
      List<SmtpSubmission> waiting = List.of(Submitted.to(pool, "2"), Submitted.to(pool, "3"));
      SmtpSubmission refused = Submitted.to(pool, "4");
      assertTrue(isDone(refused));
      assertEquals(SmtpFailureReason.QUEUE_FULL, failure(refused).classification().reason());
      assertTrue(failure(refused).classification().safeToSendAgain());
      assertEquals("<raw@example.com>", failure(refused).messageId());
      held.release();
      sent(first);
      sent(waiting.get(0));
      sent(waiting.get(1));
      sent(Submitted.to(pool, "5"));
      assertEquals(4, server.received().size());
    }
  }

  @Test
  void messageWhoseDeadlinePassesWhileItWaitsForItsTurnIsToldSo() throws Exception {
    try (SmtpPool pool = pool("asyncWorkers", "1");
        HeldReply held = HeldReply.at(Stage.GREETING, server)) {
      SmtpSubmission first = Submitted.to(pool, "1");
      held.awaitSend();
      SmtpSendFailedException failure = failure(submit(pool, Duration.ofMillis(50)));
      assertEquals(SmtpFailureReason.TIMEOUT, failure.classification().reason());
      assertEquals(List.of("anna@example.org"), failure.recipientsToSendAgain());
      held.release();
      sent(first);
    }
    assertEquals(1, server.received().size());
  }

  private static SmtpSubmission submit(SmtpPool pool, Duration deadline) throws Exception {
    SmtpSendOptions options =
        SmtpSendOptions.builder()
            .envelopeFrom("shop@example.com")
            .envelopeRecipients(List.of("anna@example.org"))
            .deadline(deadline)
            .build();
    return pool.factory().sendAsync(RawMessage.of("Subject: x\r\n\r\nHello.\r\n"), options);
  }

  @Test
  void exhaustedPoolIsAskedAgainUntilItHasALease() throws Exception {
    try (SmtpPool pool = pool("maxPoolSize", "1", "acquireTimeout", "1ms")) {
      SmtpSubmission submission;
      try (SmtpConnection lease = pool.factory().getConnection()) {
        assertEquals(server.endpointKey(), lease.endpointKey());
        submission = Submitted.to(pool, "x");
        Figures.awaitAtLeast(2, "smtpra.lease.exhausted", server.endpointKey());
        assertFalse(isDone(submission));
      }
      assertEquals(250, sent(submission).finalReply().code());
    }
  }

  @Test
  void exhaustedPoolIsAskedNoLongerThanTheDeadlineLasts() throws Exception {
    try (SmtpPool pool = pool("maxPoolSize", "1", "acquireTimeout", "1ms");
        SmtpConnection lease = pool.factory().getConnection()) {
      assertEquals(server.endpointKey(), lease.endpointKey());
      SmtpSendFailedException failure = failure(submit(pool, Duration.ofSeconds(3)));
      assertEquals(SmtpFailureKind.POOL_EXHAUSTED, failure.classification().kind());
    }
  }

  @Test
  void dependentStagesRunOnNoWorker() throws Exception {
    try (SmtpPool pool = pool("asyncWorkers", "1");
        HeldReply held = HeldReply.at(Stage.FINAL_REPLY, server)) {
      CompletableFuture<String> running = new CompletableFuture<>();
      CompletableFuture<Void> blocked = new CompletableFuture<>();
      SmtpSubmission first = Submitted.to(pool, "1");
      first
          .stage()
          .thenRun(
              () -> {
                running.complete(Thread.currentThread().getName());
                blocked.join();
              });
      held.release();
      assertFalse(running.get(60, TimeUnit.SECONDS).startsWith("smtp-ra"));
      Submitted.to(pool, "2");
      server.awaitReceived(2);
      blocked.complete(null);
    }
  }
}
