package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.standalone.Submitted.failure;
import static org.smtpra.standalone.Submitted.sent;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSubmission;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** A submission that is called off, at every stage. */
class CancelTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();

  @AfterEach
  void stop() {
    server.close();
  }

  private SmtpPool pool(String... more) {
    return SmtpPool.open(PoolProperties.clearText(server.port(), more));
  }

  private void assertCancelled(SmtpSubmission submission) throws Exception {
    SmtpSendFailedException failure = failure(submission);
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
    assertEquals(SmtpFailureReason.CANCELLED, failure.classification().reason());
    assertEquals(List.of("anna@example.org"), failure.recipientsToSendAgain());
    assertTrue(submission.cancel(), "the same answer again");
  }

  private List<String> subjects() {
    return server.received().stream()
        .map(mail -> mail.contentAsText().lines().findFirst().orElseThrow())
        .toList();
  }

  @Test
  void messageThatWaitsForItsTurnIsNeverSent() throws Exception {
    try (SmtpPool pool = pool("asyncWorkers", "1");
        HeldReply held = HeldReply.at(Stage.GREETING, server)) {
      SmtpSubmission first = Submitted.to(pool, "first");
      held.awaitSend();
      SmtpSubmission second = Submitted.to(pool, "second");
      SmtpSubmission third = Submitted.to(pool, "third");
      assertTrue(second.cancel());
      assertCancelled(second);
      held.release();
      sent(first);
      sent(third);
      assertEquals(List.of("Subject: first", "Subject: third"), subjects());
    }
  }

  @Test
  void messageThatWaitsForALeaseIsNeverSent() throws Exception {
    try (SmtpPool pool = pool("maxPoolSize", "1", "asyncWorkers", "1")) {
      SmtpSubmission submission;
      try (SmtpConnection lease = pool.factory().getConnection()) {
        assertEquals(server.endpointKey(), lease.endpointKey());
        submission = Submitted.to(pool, "called off");
        Figures.awaitAtLeast(1, "smtpra.async.wait", server.endpointKey());
        assertTrue(submission.cancel());
        assertCancelled(submission);
      }
      sent(Submitted.to(pool, "next"));
      assertEquals(List.of("Subject: next"), subjects());
      assertEquals(Map.of(SmtpFailureKind.CANCELLED, 1L), pool.factory().status().failed());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
  void messageThatIsBeingSentEndsBeforeTheServerCanHaveIt(Stage where) throws Exception {
    try (SmtpPool pool = pool();
        HeldReply held = HeldReply.at(where, server)) {
      SmtpSubmission submission = Submitted.to(pool, "x");
      held.awaitSend();
      assertTrue(submission.cancel());
      assertCancelled(submission);
      held.release();
      server.awaitClosed(1);
      assertEquals(List.of(), subjects());
    }
  }

  @Test
  void messageThatTheServerMayHaveEndsAsTheServerSays() throws Exception {
    try (SmtpPool pool = pool();
        HeldReply held = HeldReply.at(Stage.FINAL_REPLY, server)) {
      SmtpSubmission submission = Submitted.to(pool, "x");
      held.awaitSend();
      assertFalse(submission.cancel());
      held.release();
      assertEquals(250, sent(submission).finalReply().code());
      assertFalse(submission.cancel());
    }
  }

  @Test
  void messageOfWhichTheServerSaysNothingAnyMoreIsUnknown() throws Exception {
    Fault lost = new Fault.Accepting(new Fault.Reset());
    try (SmtpPool pool = pool();
        HeldReply held = HeldReply.at(Stage.FINAL_REPLY, lost, server)) {
      SmtpSubmission submission = Submitted.to(pool, "x");
      held.awaitSend();
      assertFalse(submission.cancel());
      held.release();
      assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure(submission).classification().kind());
      assertFalse(submission.cancel());
    }
  }

  @Test
  void messageThatWaitsForItsNextAttemptGetsNone() throws Exception {
    server.always(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    try (SmtpPool pool = pool("maxRetryAttempts", "3", "retryBaseDelay", "10s")) {
      SmtpSubmission submission = Submitted.to(pool, "x");
      Figures.awaitAtLeast(1, "smtpra.send.retries", server.endpointKey());
      assertTrue(submission.cancel());
      SmtpSendFailedException failure = failure(submission);
      assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
      server.clearFaults();
      sent(Submitted.to(pool, "next"));
      assertEquals(List.of("Subject: next"), subjects());
    }
  }

  @Test
  void submissionThatHasFailedIsNotSaidToBeCalledOff() throws Exception {
    server.on(Stage.MAIL, new Fault.Reply("550 5.7.1 no"));
    try (SmtpPool pool = pool()) {
      SmtpSubmission submission = Submitted.to(pool, "x");
      assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure(submission).classification().kind());
      assertFalse(submission.cancel());
    }
  }
}
