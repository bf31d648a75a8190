package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.delivery.DeliveryBench.message;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Slots that are destroyed in the midst of a send, where somebody looks after them. */
class GracefulEndTest {

  private static final Duration GRACE = Duration.ofSeconds(30);

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final ExecutorService senders = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    server.close();
    senders.shutdownNow();
  }

  private Future<SmtpSendResult> slowSend(DeliveryBench bench, SessionSlot slot) throws Exception {
    server.on(Stage.FINAL_REPLY, new Fault.DelayedReply(Duration.ofMillis(300)));
    Future<SmtpSendResult> send = senders.submit(() -> bench.send(slot, message("x")));
    server.awaitHeld(1);
    return send;
  }

  @Test
  void destroyedSlotLetsItsSendFinishThenEndsTheSession() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SlotUpkeep upkeep = bench.upkeep();
    upkeep.begin(GRACE);
    SessionSlot slot = bench.slot();
    Future<SmtpSendResult> send = slowSend(bench, slot);
    slot.destroy();
    assertTrue(slot.isDestroyed());
    assertFalse(send.get().recipients().isEmpty());
    upkeep.run(); // It ends the session where the slot went while the send was just ending.
    server.awaitClosed(1);
    assertThrows(SmtpSendFailedException.class, () -> bench.send(slot, message("late")));
    assertEquals(1, server.received().size());
  }

  @Test
  void sendThatOutlastsTheGraceIsEndedByItsStage() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SlotUpkeep upkeep = bench.upkeep();
    upkeep.begin(GRACE);
    SessionSlot slot = bench.slot();
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.Stall()));
    Future<SmtpSendResult> send = senders.submit(() -> bench.send(slot, message("x")));
    server.awaitReceived(1);
    slot.destroy();
    upkeep.run();
    assertFalse(send.isDone());
    bench.clock.advance(GRACE);
    upkeep.run();
    ExecutionException thrown = assertThrows(ExecutionException.class, send::get);
    assertEquals(
        SmtpFailureKind.UNKNOWN_AFTER_DATA,
        ((SmtpSendFailedException) thrown.getCause()).classification().kind());
  }

  @Test
  void shutDownWaitsForRunningSends() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    Future<SmtpSendResult> send = slowSend(bench, slot);
    bench.slots.shutDown(GRACE);
    assertFalse(send.get().recipients().isEmpty());
    server.awaitClosed(1);
  }

  @Test
  void shutDownEndsIdleSessionsWhileASendIsRunning() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot busy = bench.slot();
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.Stall()));
    Future<SmtpSendResult> running = senders.submit(() -> bench.send(busy, message("running")));
    server.awaitReceived(1);
    bench.send(bench.slot(), message("over the session that is idle then"));
    Future<?> ending = senders.submit(() -> bench.slots.shutDown(GRACE));
    server.awaitClosed(1);
    assertFalse(ending.isDone());
    assertFalse(running.isDone());
    assertTrue(server.sessions().get(0).open());
  }

  @Test
  void shutDownWaitsForAProbeNoLongerThanItTakes() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    bench.send(slot, message("x"));
    bench.clock.advance(Duration.ofSeconds(61));
    server.on(Stage.NOOP, new Fault.DelayedReply(Duration.ofMillis(300)));
    Future<?> probe = senders.submit(() -> slot.idle().probe());
    Eventually.holds(() -> server.commands("NOOP") > 0);
    assertTimeoutPreemptively(GRACE.dividedBy(2), () -> bench.slots.shutDown(GRACE));
    probe.get();
  }

  @Test
  void shutDownWithoutGraceEndsRunningSendsAtOnce() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    server.on(Stage.MAIL, new Fault.Stall());
    Future<SmtpSendResult> send = senders.submit(() -> bench.send(slot, message("x")));
    Eventually.holds(() -> server.commands("MAIL") > 0);
    bench.slots.shutDown(Duration.ZERO);
    assertThrows(ExecutionException.class, send::get);
    assertTrue(bench.slot().isDestroyed());
  }
}
