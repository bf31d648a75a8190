package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.delivery.DeliveryBench.NOBODY;
import static org.smtpra.delivery.DeliveryBench.message;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.failure.FailureCause;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Who was first: the one who calls a message off, or its last write. */
class RecallTest {

  private static final String ANNA = "anna@example.org";
  private static final String BERT = "bert@example.org";

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final ExecutorService sender = Executors.newSingleThreadExecutor();
  private DeliveryBench bench;
  private PreparedMessage prepared;
  private Recall recall;

  @BeforeEach
  void prepare() throws Exception {
    bench =
        DeliveryBench.to(server.endpointKey(), "retryBaseDelay", "30s", "reconnectCooldown", "0");
    prepare(SmtpSendOptions.defaults());
  }

  private void prepare(SmtpSendOptions options) throws Exception {
    prepared = bench.sender.prepare(message("x"), options);
    recall = new Recall(prepared);
  }

  @AfterEach
  void stop() {
    sender.shutdownNow();
    server.close();
  }

  private Future<SmtpSendResult> send() {
    return send(bench.slot());
  }

  private Future<SmtpSendResult> send(SessionSlot slot) {
    SendAttempt attempt = recall.noting(now -> bench.sender.attempt(now, slot, NOBODY));
    PreparedMessage message = prepared.withdrawnBy(recall);
    return sender.submit(() -> bench.dispatch.send(message, attempt));
  }

  private static SmtpSendFailedException failure(Future<?> sent) {
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> sent.get(20, TimeUnit.SECONDS));
    return (SmtpSendFailedException) thrown.getCause();
  }

  @ParameterizedTest
  @EnumSource(names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
  void messageCalledOffBeforeTheBoundaryIsHandedOverToNobody(Stage where) throws Exception {
    try (HeldReply held = HeldReply.at(where, server)) {
      Future<SmtpSendResult> sent = send();
      held.awaitSend();
      assertTrue(recall.ask(FailureCause.CANCELLED));
      SmtpSendFailedException failure = failure(sent);
      assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
      assertEquals(List.of(ANNA), failure.recipientsToSendAgain());
      assertTrue(recall.ask(FailureCause.CANCELLED), "the same answer again");
    }
    server.awaitClosed(1);
    assertEquals(0, server.held().size());
    assertEquals(List.of("CANCELLED"), bench.verdicts);
  }

  @Test
  void messageCalledOffBehindTheBoundaryEndsAsTheServerSays() throws Exception {
    try (HeldReply held = HeldReply.at(Stage.FINAL_REPLY, server)) {
      Future<SmtpSendResult> sent = send();
      held.awaitSend();
      assertFalse(recall.ask(FailureCause.CANCELLED));
      held.release();
      assertEquals(250, sent.get(20, TimeUnit.SECONDS).finalReply().code());
      assertFalse(recall.ask(FailureCause.CANCELLED), "the same answer again");
    }
  }

  @Test
  void refusalHeardAfterTheCallCameTooLateGetsNoFurtherAttempt() throws Exception {
    Fault later = new Fault.Reply("451 4.3.0 later");
    try (HeldReply held = HeldReply.at(Stage.FINAL_REPLY, later, server)) {
      Future<SmtpSendResult> sent = send();
      held.awaitSend();
      assertFalse(recall.ask(FailureCause.CANCELLED));
      held.release();
      SmtpSendFailedException failure = failure(sent);
      assertEquals(SmtpFailureReason.DEFERRED, failure.classification().reason());
      assertEquals(List.of(), bench.retried);
    }
  }

  @Test
  void attemptThatWasCalledOffTooLateMayBeginAgainOnAnotherSession() throws Exception {
    try (ScriptedSmtpServer chunking =
        ScriptedSmtpServer.builder().offer("PIPELINING", "CHUNKING").start()) {
      bench = DeliveryBench.to(chunking.endpointKey(), "pipelining", "FULL");
      prepare(SmtpSendOptions.defaults());
      SessionSlot slot = bench.slot();
      bench.send(slot, message("makes the session a reused one"));
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch released = new CountDownLatch(1);
      AtomicBoolean once = new AtomicBoolean();
      chunking.consult(
          stage -> {
            if (stage != Stage.MAIL || !once.compareAndSet(false, true)) {
              return Optional.empty();
            }
            reached.countDown();
            await(released);
            return Optional.of(new Fault.ReplyThenClose("421 4.4.2 bye"));
          });
      Future<SmtpSendResult> sent = send(slot);
      await(reached);
      assertFalse(recall.ask(FailureCause.CANCELLED), "all of it is on the wire");
      released.countDown();
      assertEquals(250, sent.get(20, TimeUnit.SECONDS).finalReply().code());
      assertEquals(2, chunking.sessionsAccepted());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void waitBetweenTwoAttemptsEndsWithTheMessage() throws Exception {
    server.on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    bench.whenRetried = () -> assertTrue(recall.ask(FailureCause.CANCELLED));
    SmtpSendFailedException failure = failure(send());
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
    assertEquals(1, server.commands("MAIL"));
  }

  @Test
  void whatWentWrongWhileTheConnectionWasClosedIsNotWhatTheCallerIsTold() throws Exception {
    SendAttempt refused =
        recall.noting(
            now -> {
              assertTrue(recall.ask(FailureCause.CANCELLED));
              throw recall.failure("refused", FailureCause.MESSAGE_INVALID, null);
            });
    PreparedMessage message = prepared.withdrawnBy(recall);
    Future<SmtpSendResult> sent = sender.submit(() -> bench.dispatch.send(message, refused));
    assertEquals(SmtpFailureKind.CANCELLED, failure(sent).classification().kind());
  }

  @Test
  void deferredRecipientsGetNothingMoreOnceSomebodyHasTheMessage() throws Exception {
    prepare(
        SmtpSendOptions.builder()
            .envelopeRecipients(List.of(ANNA, BERT))
            .recipientPolicy(SmtpRecipientPolicy.SEND_TO_ACCEPTED)
            .build());
    server.refuse(BERT, "450 4.2.1 later");
    bench.whenRetried = () -> assertFalse(recall.ask(FailureCause.CANCELLED));
    SmtpSendResult result = send().get(20, TimeUnit.SECONDS);
    assertEquals(
        List.of(ANNA),
        result.recipients().stream()
            .filter(outcome -> outcome.disposition() == Disposition.ACCEPTED)
            .map(outcome -> outcome.address())
            .toList());
    assertEquals(1, server.received().size());
  }

  @Test
  void messageThatHasFailedCannotBeCalledOffAnyMore() throws Exception {
    server.on(Stage.MAIL, new Fault.Reply("550 5.7.1 no"));
    assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure(send()).classification().kind());
    assertFalse(recall.ask(FailureCause.CANCELLED));
  }

  @Test
  void senderThatBreaksDownBehindTheBoundaryLeavesDoubt() {
    assertTrue(recall.withheld().isEmpty());
    assertEquals(
        SmtpFailureKind.UNKNOWN_AFTER_DATA,
        recall.failure("broken", FailureCause.SHUTDOWN, null).classification().kind());
    assertEquals(
        Disposition.UNKNOWN,
        recall.failure("broken", FailureCause.SHUTDOWN, null).recipients().get(0).disposition());
  }

  @Test
  void onlyWhatIsNotBeingSentIsStoppedWhenAskedSo() throws Exception {
    recall.begins(why -> {});
    assertFalse(recall.askIfIdle(FailureCause.SHUTDOWN));
    recall.ends();
    assertTrue(recall.askIfIdle(FailureCause.SHUTDOWN));
    assertFalse(recall.ask(FailureCause.CANCELLED), "somebody else was first");
  }
}
