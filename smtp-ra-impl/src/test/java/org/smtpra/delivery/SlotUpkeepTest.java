package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.delivery.DeliveryBench.NOBODY;
import static org.smtpra.delivery.DeliveryBench.endpointKey;
import static org.smtpra.delivery.DeliveryBench.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** What is done with idle sessions, and with hosts whose pause is over, in the background. */
class SlotUpkeepTest {

  private final ScriptedSmtpServer server =
      ScriptedSmtpServer.builder().user("anna", "right").user("bert", "right").start();
  private final ScriptedSmtpServer standby = ScriptedSmtpServer.builder().start();

  @AfterEach
  void stop() {
    server.close();
    standby.close();
  }

  private DeliveryBench bench(String... more) throws Exception {
    return DeliveryBench.to(server.endpointKey(), more);
  }

  private DeliveryBench twoTiers() throws Exception {
    return DeliveryBench.to(server.endpointKey() + "," + standby.endpointKey() + ";priority=1");
  }

  @Test
  void upkeepEndsWhatTheServerHasClosed() throws Exception {
    DeliveryBench bench = bench();
    bench.slot().fill(NOBODY, bench.never());
    server.closeIdleSessions();
    server.awaitClosed(1);
    Eventually.holds(
        () -> {
          bench.upkeep().run();
          return bench.ended.equals(List.of(SessionEnd.STALE));
        });
  }

  @Test
  void upkeepProvesSilentSessionsUntilNobodyWantsThem() throws Exception {
    DeliveryBench bench = bench("keepAliveInterval", "1m", "idleTimeout", "3m");
    bench.slot().fill(NOBODY, bench.never());
    SlotUpkeep upkeep = bench.upkeep();
    bench.clock.advance(Duration.ofSeconds(59));
    upkeep.run();
    assertEquals(0, server.commands("NOOP"));
    bench.clock.advance(Duration.ofSeconds(1));
    upkeep.run();
    upkeep.run();
    assertEquals(1, server.commands("NOOP"));
    bench.clock.advance(Duration.ofMinutes(1));
    upkeep.run();
    assertEquals(2, server.commands("NOOP"));
    assertEquals(List.of(), bench.ended);
    bench.clock.advance(Duration.ofSeconds(61));
    upkeep.run();
    assertEquals(List.of(SessionEnd.IDLE), bench.ended);
  }

  @Test
  void oneRoundProvesAllThatAreSilentWithFewWorkersHoweverManyTheyAre() throws Exception {
    DeliveryBench bench = bench();
    for (int i = 0; i < 12; i++) {
      bench.slot().fill(NOBODY, bench.never());
    }
    bench.clock.advance(Duration.ofMinutes(1));
    List<Runnable> work = new ArrayList<>();
    bench.upkeep(work::add).run();
    assertEquals(4, work.size());
    work.forEach(Runnable::run);
    assertEquals(12, server.commands("NOOP"));
    assertEquals(List.of(), bench.ended);
  }

  @Test
  void upkeepEndsASessionThatDoesNotAnswerItsProbe() throws Exception {
    DeliveryBench bench = bench();
    bench.slot().fill(NOBODY, bench.never());
    server.on(Stage.NOOP, new Fault.Reply("421 4.4.2 idle for too long"));
    bench.clock.advance(Duration.ofMinutes(1));
    bench.upkeep().run();
    assertEquals(List.of(SessionEnd.PROBE_FAILED), bench.ended);
  }

  @Test
  void upkeepLeavesLeasedSessionsAlone() throws Exception {
    DeliveryBench bench = bench();
    SessionSlot slot = bench.slot();
    slot.leased();
    slot.makeReady(NOBODY, bench.never());
    bench.clock.advance(Duration.ofMinutes(5));
    bench.upkeep().run();
    assertEquals(0, server.commands("NOOP"));
    assertEquals(List.of(), bench.ended);
  }

  @Test
  void keepaliveOfZeroProvesOnlyBeforeReuse() throws Exception {
    DeliveryBench bench = bench("keepAliveInterval", "0");
    bench.slot().fill(NOBODY, bench.never());
    bench.clock.advance(Duration.ofMinutes(1));
    bench.upkeep().run();
    assertEquals(0, server.commands("NOOP"));
  }

  @Test
  void upkeepTriesAHostWhosePauseIsOverAndKeepsTheSession() throws Exception {
    DeliveryBench bench = bench();
    SessionSlot slot = bench.slot();
    server.refuseConnections();
    assertThrows(SmtpFailure.class, () -> slot.makeReady(NOBODY, bench.never()));
    server.acceptConnections();
    bench.upkeep().run();
    assertEquals(0, server.sessionsAccepted());
    bench.clock.advance(Duration.ofSeconds(30));
    bench.upkeep().run();
    bench.upkeep().run();
    assertEquals(1, server.sessionsAccepted());
    assertEquals(server.endpointKey(), endpointKey(slot));
  }

  @Test
  void sessionThatTriedAHostEndsWhereNoSlotHasUseForIt() throws Exception {
    DeliveryBench bench = bench();
    server.refuseConnections();
    SessionSlot slot = bench.slot();
    assertThrows(SmtpFailure.class, () -> slot.makeReady(NOBODY, bench.never()));
    slot.destroy();
    bench.slots.forget(slot);
    server.acceptConnections();
    bench.clock.advance(Duration.ofSeconds(30));
    bench.upkeep().run();
    assertEquals(List.of(SessionEnd.UNUSED), bench.ended);
    server.awaitClosed(1);
  }

  @Test
  void sessionsOfTheStandbyRetireOnceTheBetterTierIsKnownToServe() throws Exception {
    DeliveryBench bench = twoTiers();
    SessionSlot slot = bench.slot();
    slot.leased();
    server.refuseConnections();
    bench.send(slot, message("one"));
    assertEquals(standby.endpointKey(), endpointKey(slot));
    server.acceptConnections();
    bench.clock.advance(Duration.ofSeconds(30));
    bench.send(slot, message("two"));
    assertEquals(standby.endpointKey(), endpointKey(slot));
    bench.upkeep().run();
    assertEquals(0, server.sessionsAccepted());
    slot.returned();
    bench.upkeep().run();
    assertEquals(server.endpointKey(), endpointKey(slot));
    bench.send(slot, message("three"));
    assertEquals(server.endpointKey(), endpointKey(slot));
    assertTrue(bench.ended.contains(SessionEnd.FAILBACK));
    assertEquals(2, standby.received().size());
    assertEquals(1, server.received().size());
  }

  @Test
  void hostIsTriedInTheBackgroundWithinThePoolsBounds() throws Exception {
    DeliveryBench bench = twoTiers();
    server.refuseConnections();
    SessionSlot slot = bench.slot();
    bench.send(slot, message("one"));
    server.acceptConnections();
    server.on(Stage.GREETING, new Fault.ReplyThenClose("421 4.3.2 not yet"));
    bench.clock.advance(Duration.ofSeconds(30));
    bench.upkeep().run();
    standby.awaitClosed(1);
    assertTrue(slot.session().isEmpty());
    assertEquals(List.of(SessionEnd.FAILBACK), bench.ended);
  }

  @Test
  void borrowerDoesNotWaitForWhatIsTriedInTheBackground() throws Exception {
    DeliveryBench bench = twoTiers();
    SessionSlot slot = bench.slot();
    server.refuseConnections();
    standby.refuseConnections();
    assertThrows(SmtpFailure.class, () -> slot.makeReady(NOBODY, bench.never()));
    server.acceptConnections();
    standby.acceptConnections();
    CountDownLatch stalled = new CountDownLatch(1);
    server.consult(stage -> stallOnce(stage, stalled));
    bench.clock.advance(Duration.ofSeconds(30));
    Thread upkeep = new Thread(() -> bench.upkeep().run());
    upkeep.start();
    stalled.await();
    slot.leased();
    bench.send(slot, message("x"));
    upkeep.join();
    assertEquals(1, server.received().size() + standby.received().size());
  }

  /** The first session is surely the one that gets no greeting. */
  private static Optional<Fault> stallOnce(Stage stage, CountDownLatch stalled) {
    if (stage != Stage.GREETING || stalled.getCount() == 0) {
      return Optional.empty();
    }
    stalled.countDown();
    return Optional.of(new Fault.Stall());
  }
}
