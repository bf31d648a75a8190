package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.standalone.Submitted.failure;
import static org.smtpra.standalone.Submitted.isDone;
import static org.smtpra.standalone.Submitted.sent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSubmission;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** What becomes of submissions when the pool is closed: every one is told. */
class SubmissionsAtCloseTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();

  @AfterEach
  void stop() {
    server.close();
  }

  private SmtpPool pool(String... more) {
    return SmtpPool.open(PoolProperties.clearText(server.port(), more));
  }

  private static void assertShutDown(SmtpSubmission submission) throws Exception {
    assertEquals(SmtpFailureReason.SHUTDOWN, failure(submission).classification().reason());
    assertEquals(
        SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure(submission).classification().kind());
    assertEquals(List.of("anna@example.org"), failure(submission).recipientsToSendAgain());
  }

  @Test
  void thoseThatWaitAreRefusedWhileTheOneThatIsBeingSentEndsWell() throws Exception {
    SmtpPool pool = pool("asyncWorkers", "1", "shutdownGrace", "1m");
    try (HeldReply held = HeldReply.at(Stage.FINAL_REPLY, server)) {
      SmtpSubmission sending = Submitted.to(pool, "sending");
      held.awaitSend();
      List<SmtpSubmission> waiting = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        waiting.add(Submitted.to(pool, "waiting"));
      }
      waiting.get(4).stage().whenComplete((result, failure) -> held.release());
      pool.close();
      for (SmtpSubmission one : waiting) {
        assertShutDown(one);
      }
      assertEquals(250, sent(sending).finalReply().code());
    }
    assertEquals(1, server.received().size());
  }

  @Test
  void oneThatComesLaterIsRefusedAtOnce() throws Exception {
    SmtpPool pool = pool();
    pool.close();
    SmtpSubmission late = Submitted.to(pool, "late");
    assertTrue(isDone(late));
    assertEquals(SmtpFailureReason.SHUTDOWN, failure(late).classification().reason());
    assertTrue(failure(late).classification().safeToSendAgain());
  }

  @Test
  void oneThatOutlastsTheGraceBehindTheBoundaryIsUnknown() throws Exception {
    SmtpPool pool = pool("shutdownGrace", "50ms");
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.Stall()));
    SmtpSubmission submission = Submitted.to(pool, "x");
    server.awaitReceived(1);
    pool.close();
    assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure(submission).classification().kind());
    server.awaitClosed(1);
  }

  @Test
  void oneWhoseOwnContentNeverComesIsToldAllTheSame() throws Exception {
    SmtpPool pool = pool("shutdownGrace", "50ms");
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    SmtpSubmission submission =
        pool.factory().sendAsync(new StuckMessage(reading, end), Submitted.TO_ANNA);
    assertTrue(reading.await(60, TimeUnit.SECONDS));
    try {
      assertTimeoutPreemptively(Duration.ofSeconds(60), pool::close);
      assertShutDown(submission);
    } finally {
      end.countDown();
    }
    server.awaitClosed(1);
    assertEquals(0, server.received().size());
  }

  @Test
  void oneThatWaitsForItsNextAttemptIsToldAtOnce() throws Exception {
    server.always(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    SmtpPool pool = pool("maxRetryAttempts", "3", "retryBaseDelay", "20s", "shutdownGrace", "1m");
    SmtpSubmission submission = Submitted.to(pool, "x");
    Figures.awaitAtLeast(1, "smtpra.send.retries", server.endpointKey());
    pool.close();
    assertEquals(SmtpFailureReason.SHUTDOWN, failure(submission).classification().reason());
    assertTrue(failure(submission).classification().safeToSendAgain());
  }
}
