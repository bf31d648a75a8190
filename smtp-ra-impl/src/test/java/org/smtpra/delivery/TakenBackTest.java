package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.delivery.DeliveryBench.NOBODY;
import static org.smtpra.delivery.DeliveryBench.message;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.FailureCause;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** A container takes slots back from any thread, in the midst of anything. */
class TakenBackTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final ExecutorService senders = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    server.close();
    senders.shutdownNow();
  }

  private static SmtpSendFailedException failure(Future<SmtpSendResult> send) {
    ExecutionException thrown = assertThrows(ExecutionException.class, send::get);
    return assertInstanceOf(SmtpSendFailedException.class, thrown.getCause());
  }

  private void awaitCommand(String verb) throws Exception {
    Eventually.holds(() -> server.commands(verb) > 0);
  }

  @Test
  void destroyBeforeTheBoundaryEndsTheSendAsRetryable() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    server.on(Stage.MAIL, new Fault.Stall());
    Future<SmtpSendResult> send = senders.submit(() -> bench.send(slot, message("x")));
    awaitCommand("MAIL");
    slot.destroy();
    SmtpSendFailedException failure = failure(send);
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    assertEquals(List.of("anna@example.org"), failure.recipientsToSendAgain());
    assertEquals(List.of(SessionEnd.DESTROYED), bench.ended);
  }

  @Test
  void destroyBehindTheBoundaryLeavesDoubt() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.Stall()));
    Future<SmtpSendResult> send = senders.submit(() -> bench.send(slot, message("x")));
    server.awaitReceived(1);
    slot.destroy();
    SmtpSendFailedException failure = failure(send);
    assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure.classification().kind());
    assertEquals(List.of(), failure.recipientsToSendAgain());
  }

  @Test
  void endedByItsOwnCallerASendIsCancelled() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    server.on(Stage.DATA, new Fault.Stall());
    Future<SmtpSendResult> send = senders.submit(() -> bench.send(slot, message("x")));
    awaitCommand("DATA");
    slot.endRunning(FailureCause.CANCELLED);
    assertEquals(SmtpFailureKind.CANCELLED, failure(send).classification().kind());
  }

  /** The time-out of the greeting is a minute: what ends the wait is the socket's end. */
  @Test
  void destroyWhileTheSessionIsOpenedClosesItsSocketAtOnce() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    server.on(Stage.GREETING, new Fault.Stall());
    Future<SmtpSendResult> send = senders.submit(() -> bench.send(slot, message("x")));
    Eventually.holds(() -> server.sessionsAccepted() > 0);
    slot.destroy();
    server.awaitClosed(1);
    SmtpSendFailedException failure = failure(send);
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    assertEquals(List.of("anna@example.org"), failure.recipientsToSendAgain());
  }

  @Test
  void endedByItsOwnCallerASendIsCancelledAlsoWhileItsSessionIsOpened() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    server.on(Stage.EHLO, new Fault.Stall());
    Future<SmtpSendResult> send = senders.submit(() -> bench.send(slot, message("x")));
    awaitCommand("EHLO");
    slot.endRunning(FailureCause.CANCELLED);
    assertEquals(SmtpFailureKind.CANCELLED, failure(send).classification().kind());
    // What was called off is that send, not the slot.
    bench.send(slot, message("next"));
  }

  @Test
  void validationEndsWithTheSlot() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    server.on(Stage.GREETING, new Fault.Stall());
    Future<Boolean> valid = senders.submit(() -> slot.validate(NOBODY, bench.never()));
    Eventually.holds(() -> server.sessionsAccepted() > 0);
    slot.destroy();
    assertFalse(valid.get());
  }

  @Test
  void slotThatIsTakenBackWhileItsSessionIsOpenedSendsNothing() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    bench.whenOpened = slot::abandon;
    SmtpSendFailedException failure =
        assertThrows(SmtpSendFailedException.class, () -> bench.send(slot, message("x")));
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    assertEquals(0, server.commands("MAIL"));
    bench.whenOpened = () -> {};
    // What was called off is that send, not the slot.
    bench.send(slot, message("next"));
    assertEquals(1, server.received().size());
  }

  @Test
  void slotThatIsTakenBackGivesThoseWhoWaitForItNothingEither() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    server.on(Stage.MAIL, new Fault.Stall());
    Future<SmtpSendResult> first = senders.submit(() -> bench.send(slot, message("first")));
    awaitCommand("MAIL");
    Thread[] waiting = new Thread[1];
    Future<SmtpSendResult> second =
        senders.submit(
            () -> {
              waiting[0] = Thread.currentThread();
              return bench.send(slot, message("second"));
            });
    Eventually.holds(
        () -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
    slot.abandon();
    assertEquals(SmtpFailureReason.SHUTDOWN, failure(first).classification().reason());
    assertEquals(SmtpFailureReason.SHUTDOWN, failure(second).classification().reason());
    assertEquals(0, server.received().size());
  }

  /** A container cleans up when the lease is back already; upkeep or another slot may look then. */
  @Test
  void cleaningUpBehindAReturnLeavesASessionAloneThatIsBeingProven() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.leased();
    slot.makeReady(NOBODY, bench.never());
    slot.returned();
    bench.clock.advance(Duration.ofSeconds(60));
    server.on(Stage.NOOP, new Fault.DelayedReply(Duration.ofSeconds(1)));
    Future<?> upkeep = senders.submit(slot.idle()::probe);
    awaitCommand("NOOP");
    slot.abandon();
    upkeep.get();
    assertEquals(List.of(), bench.ended);
    assertTrue(slot.session().isPresent());
  }

  @Test
  void interruptedWaiterIsCancelledAndKeepsItsInterrupt() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    Thread.currentThread().interrupt();
    SmtpSendFailedException failure =
        assertThrows(SmtpSendFailedException.class, () -> bench.send(slot, message("x")));
    assertTrue(Thread.interrupted());
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
  }

  @Test
  void errorOfTheCallersContentLeavesNobodyAHalfSaidMessage() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    MimeMessage message = GeneratedContent.failing(400_000, StackOverflowError::new);
    assertThrows(StackOverflowError.class, () -> bench.send(slot, message));
    bench.send(slot, message("next"));
    assertEquals(1, server.received().size());
    assertEquals("next", server.received().get(0).header("Subject"));
    assertEquals(2, server.sessionsAccepted());
  }
}
