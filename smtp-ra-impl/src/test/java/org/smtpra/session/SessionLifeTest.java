package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.CANCELLED;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.session.Failures.assertFailure;
import static org.smtpra.session.Failures.sendFails;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Probes, looks, ages and every way to end a session. */
class SessionLifeTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private TestClient client;
  private SmtpSession session;

  @BeforeEach
  void open() throws Exception {
    client = TestClient.plain();
    session = client.open(server);
  }

  @AfterEach
  void stop() {
    session.close();
    server.close();
  }

  private void send() throws SmtpFailure {
    session.send(TestMessage.to("anna@example.org"), TestMessage.small(), client.soon());
  }

  @Test
  void answeredProbeProvesTheSession() throws Exception {
    client.skip(Duration.ofMinutes(3));
    assertTrue(session.idleTime().compareTo(Duration.ofMinutes(3)) >= 0);
    assertTrue(session.probe(LONG));
    assertTrue(session.idleTime().compareTo(Duration.ofMinutes(1)) < 0);
    assertTrue(session.age().compareTo(Duration.ofMinutes(3)) >= 0);
    send();
    assertEquals(1, session.messages());
  }

  @ParameterizedTest
  @ValueSource(strings = {"421 4.3.2 bye", "500 5.5.2 what", "450 4.3.0 no", "252 2.0.0 hm"})
  void anyOtherAnswerToTheProbeEndsTheSession(String reply) {
    server.on(Stage.NOOP, new Fault.Reply(reply));
    assertFalse(session.probe(LONG));
    assertFalse(session.isUsable());
    server.awaitClosed(1);
  }

  @Test
  void silenceOrAClosedConnectionEndsTheSessionWithinTheBudget() throws Exception {
    server.on(Stage.NOOP, new Fault.Stall());
    assertFalse(session.probe(Duration.ofMillis(100)));
    assertFalse(session.isUsable());
    SmtpSession other = client.open(server);
    server.on(Stage.NOOP, new Fault.CloseBefore());
    assertFalse(other.probe(LONG));
    assertFalse(other.isUsable());
  }

  @Test
  void sessionIsGivenUpBeforeItsProbesOffendTheServer() {
    for (int i = 0; i < 8; i++) {
      assertTrue(session.probe(LONG));
    }
    assertFalse(session.probe(LONG));
    assertEquals(8, server.commands("NOOP"));
    assertTrue(server.awaitClosed(1).get(0).commands().contains("QUIT"));
  }

  @Test
  void sessionRetiresAfterEightRefusalsInARow() throws Exception {
    server.refuse("bad@example.org", "550 5.1.1 no such user");
    Envelope bad = TestMessage.to("bad@example.org");
    for (int i = 0; i < 7; i++) {
      sendFails(client, session, bad);
    }
    send();
    for (int i = 0; i < 7; i++) {
      sendFails(client, session, bad);
      assertTrue(session.isUsable());
    }
    sendFails(client, session, bad);
    assertFalse(session.isUsable());
    assertTrue(server.awaitClosed(1).get(0).commands().contains("QUIT"));
  }

  @Test
  void lookSeesWhatTheServerDidMeanwhile() throws Exception {
    assertTrue(session.looksIdle());
    assertEquals(1, server.sendToIdle("421 4.3.2 idle for too long"));
    assertEndsIdling(session);
    SmtpSession closed = client.open(server);
    server.closeIdleSessions();
    assertEndsIdling(closed);
    SmtpSession reset = client.open(server);
    server.resetIdleSessions();
    assertEndsIdling(reset);
  }

  private void assertEndsIdling(SmtpSession looked) {
    var patience = client.soon();
    while (looked.looksIdle() && !patience.hasPassed()) {
      Thread.onSpinWait();
    }
    assertFalse(looked.looksIdle());
  }

  @Test
  void unsolicitedReplySeenByTheLookIsNotTakenForTheAnswerToMail() {
    server.sendToIdle("250 2.0.0 surprise");
    assertEndsIdling(session);
    SmtpFailure failure = sendFails(client, session, TestMessage.to("anna@example.org"));
    assertFailure(
        RETRYABLE_BEFORE_SEND, SmtpFailureReason.PROTOCOL_ERROR, SmtpSendStage.MAIL_FROM, failure);
    assertFalse(session.isUsable());
  }

  @Test
  void closeSaysQuitAndASecondCloseDoesNothing() {
    session.close();
    session.close();
    assertFalse(session.isUsable());
    assertEquals(
        1, server.awaitClosed(1).get(0).commands().stream().filter("QUIT"::equals).count());
  }

  @Test
  void closedSessionSendsNothing() {
    session.close();
    SmtpFailure failure = sendFails(client, session, TestMessage.to("anna@example.org"));
    assertEquals(RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertFalse(session.probe(LONG));
  }

  @Test
  void reportOfASendDoesNotTellOfTheOneBefore() throws Exception {
    session.send(TestMessage.to("secret@example.org"), TestMessage.small(), client.soon());
    server.on(Stage.MAIL, new Fault.Reply("550 5.7.1 no"));
    SmtpFailure failure = sendFails(client, session, TestMessage.to("anna@example.org"));
    assertFalse(failure.transcript().toString().contains("secret"), failure.transcript()::toString);
    assertTrue(failure.transcript().contains("S: 550 5.7.1 no"), failure.transcript()::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, MAIL_FROM, RETRYABLE_BEFORE_SEND",
    "RCPT, RCPT_TO, RETRYABLE_BEFORE_SEND",
    "DATA, DATA, RETRYABLE_BEFORE_SEND",
    "FINAL_REPLY, FINAL_REPLY, UNKNOWN_AFTER_DATA"
  })
  void abortEndsARunningSendByItsStage(Stage at, SmtpSendStage stage, SmtpFailureKind kind)
      throws Exception {
    CompletableFuture<SmtpFailure> failure = stalledAt(at, TestMessage.small()).failure();
    session.abort(FailureCause.SHUTDOWN);
    assertFailure(kind, SmtpFailureReason.SHUTDOWN, stage, failure.get(20, TimeUnit.SECONDS));
    assertFalse(session.isUsable());
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, MAIL_FROM, CANCELLED",
    "RCPT, RCPT_TO, CANCELLED",
    "DATA, DATA, CANCELLED",
    "FINAL_REPLY, FINAL_REPLY, UNKNOWN_AFTER_DATA"
  })
  void interruptEndsARunningSendByItsStage(Stage at, SmtpSendStage stage, SmtpFailureKind kind)
      throws Exception {
    Sending sending = stalledAt(at, TestMessage.small());
    sending.thread().interrupt();
    assertFailure(
        kind, SmtpFailureReason.CANCELLED, stage, sending.failure().get(20, TimeUnit.SECONDS));
  }

  @Test
  void abortAndInterruptEndAWriteThatTheServerDoesNotTake() throws Exception {
    Fault deaf = new Fault.AfterOctets(20_000, new Fault.StopReading());
    server.on(Stage.CONTENT, deaf);
    Sending aborted = start(TestMessage.large());
    awaitHeard(1, "StopReading");
    session.abort(FailureCause.CANCELLED);
    assertFailure(
        CANCELLED,
        SmtpFailureReason.CANCELLED,
        SmtpSendStage.CONTENT,
        aborted.failure().get(20, TimeUnit.SECONDS));
    session = client.open(server);
    server.on(Stage.CONTENT, deaf);
    Sending interrupted = start(TestMessage.large());
    awaitHeard(2, "StopReading");
    interrupted.thread().interrupt();
    assertEquals(
        CANCELLED, interrupted.failure().get(20, TimeUnit.SECONDS).classification().kind());
  }

  /** The write of a small message never waits: only the check before its last octet notices. */
  @Test
  void interruptWhileTheContentIsMadeEndsTheSendBeforeTheBoundary() {
    MessageContent interrupting = new InterruptingContent();
    SmtpFailure failure =
        sendFails(client, session, TestMessage.to("anna@example.org"), interrupting);
    assertTrue(Thread.interrupted());
    assertFailure(CANCELLED, SmtpFailureReason.CANCELLED, SmtpSendStage.CONTENT, failure);
    server.awaitClosed(1);
    assertEquals(0, server.received().size());
  }

  private record Sending(Thread thread, CompletableFuture<SmtpFailure> failure) {}

  private Sending stalledAt(Stage at, TestMessage message) {
    server.on(at, new Fault.Stall());
    Sending sending = start(message);
    awaitHeard(1, "Stall");
    return sending;
  }

  private Sending start(TestMessage message) {
    CompletableFuture<SmtpFailure> failure = new CompletableFuture<>();
    SmtpSession used = session;
    Thread thread =
        new Thread(
            () ->
                failure.complete(
                    sendFails(client, used, TestMessage.to("anna@example.org"), message)));
    thread.start();
    return new Sending(thread, failure);
  }

  /** The server's transcript names the fault once it is played. */
  private void awaitHeard(int sessionNumber, String fault) {
    var patience = client.soon();
    while (!patience.hasPassed()) {
      String transcript = server.sessions().get(sessionNumber - 1).transcript().toString();
      if (transcript.contains("-- " + fault) || transcript.contains("fault=" + fault)) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the server never came to " + fault);
  }
}
