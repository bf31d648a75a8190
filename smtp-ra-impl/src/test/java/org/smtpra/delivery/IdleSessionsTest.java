package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.delivery.DeliveryBench.NOBODY;
import static org.smtpra.delivery.DeliveryBench.message;
import static org.smtpra.delivery.DeliveryBench.user;
import static org.smtpra.delivery.DeliveryBench.userName;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Sessions that idle serve borrowers of other slots, within what their hosts allow. */
class IdleSessionsTest {

  private final ScriptedSmtpServer server =
      ScriptedSmtpServer.builder().user("anna", "right").user("bert", "right").start();

  @AfterEach
  void stop() {
    server.close();
  }

  private DeliveryBench bench(String... more) throws Exception {
    return DeliveryBench.to(server.endpointKey(), more);
  }

  @Test
  void emptySlotTakesASessionThatIdlesInAnother() throws Exception {
    DeliveryBench bench = bench();
    SessionSlot first = bench.slot();
    bench.send(first, message("one"));
    SessionSlot second = bench.slot();
    bench.send(second, message("two"));
    assertEquals(1, server.sessionsAccepted());
    assertTrue(first.session().isEmpty());
  }

  @Test
  void leasedSlotKeepsItsSession() throws Exception {
    DeliveryBench bench = bench();
    SessionSlot first = bench.slot();
    first.leased();
    bench.send(first, message("one"));
    bench.send(bench.slot(), message("two"));
    assertEquals(2, server.sessionsAccepted());
    assertTrue(first.session().isPresent());
  }

  @Test
  void twoUsersInTurnSwapTheirSessions() throws Exception {
    DeliveryBench bench = bench();
    SessionSlot one = bench.slot();
    SessionSlot two = bench.slot();
    one.makeReady(user("anna", "right"), bench.never());
    two.makeReady(user("bert", "right"), bench.never());
    for (int i = 0; i < 4; i++) {
      one.makeReady(user(i % 2 == 0 ? "bert" : "anna", "right"), bench.never());
      assertEquals(i % 2 == 0 ? "bert" : "anna", userName(one));
      assertEquals(i % 2 == 0 ? "anna" : "bert", userName(two));
    }
    assertEquals(2, server.sessionsAccepted());
  }

  @Test
  void poolThatFillsItselfOpensSessionsOfItsOwn() throws Exception {
    DeliveryBench bench = bench();
    for (int i = 0; i < 3; i++) {
      bench.slot().fill(NOBODY, bench.never());
    }
    assertEquals(3, server.openSessions());
  }

  @Test
  void oneBorrowFindsOutAboutAllSessionsThatTheServerHasClosed() throws Exception {
    DeliveryBench bench = bench();
    for (int i = 0; i < 4; i++) {
      bench.slot().fill(NOBODY, bench.never());
    }
    server.closeIdleSessions();
    server.awaitClosed(4);
    bench.send(bench.slot(), message("x"));
    assertEquals(5, server.sessionsAccepted());
    assertEquals(Collections.nCopies(4, SessionEnd.STALE), bench.ended);
  }

  @Test
  void hostThatVanishedCostsOneProbeNotOneForEachIdleSession() throws Exception {
    DeliveryBench bench = bench("idleTimeout", "0");
    for (int i = 0; i < 4; i++) {
      bench.slot().fill(NOBODY, bench.never());
    }
    bench.clock.advance(Duration.ofMinutes(2));
    server.always(Stage.NOOP, new Fault.CloseBefore());
    bench.send(bench.slot(), message("x"));
    assertEquals(1, server.commands("NOOP"));
  }

  @Test
  void fullHostsIdleSessionServesWhoeverComes() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey() + ";maxSessions=1");
    bench.send(bench.slot(), message("one"));
    bench.send(bench.slot(), message("two"));
    assertEquals(1, server.sessionsAccepted());
    SessionSlot busy = bench.slot();
    busy.leased();
    bench.send(busy, message("three"));
    assertThrows(SmtpFailure.class, () -> bench.slot().makeReady(NOBODY, bench.never()));
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void messagesAreSpacedByTheHostsRate() throws Exception {
    DeliveryBench bench =
        DeliveryBench.to(server.endpointKey() + ";ratePerSecond=1", "acquireTimeout", "100ms");
    SessionSlot slot = bench.slot();
    bench.send(slot, message("one"));
    var refused =
        assertThrows(SmtpSendFailedException.class, () -> bench.send(slot, message("two")));
    assertEquals(SmtpFailureReason.THROTTLED, refused.classification().reason());
    assertEquals(Optional.of(Duration.ofSeconds(1)), refused.classification().retryAfter());
    assertEquals(1, server.commands("MAIL"));
    bench.clock.advance(Duration.ofMillis(950));
    bench.send(slot, message("three"));
    assertEquals(2, server.received().size());
  }

  @Test
  void concurrencyLimitOfTheProviderIsLearned() throws Exception {
    DeliveryBench bench = bench("maxRetryAttempts", "0");
    SessionSlot one = bench.slot();
    one.leased();
    one.makeReady(NOBODY, bench.never());
    SessionSlot two = bench.slot();
    two.leased();
    two.makeReady(NOBODY, bench.never());
    server.on(Stage.FINAL_REPLY, new Fault.Reply("432 4.3.2 Concurrent connections limit"));
    assertThrows(SmtpSendFailedException.class, () -> bench.send(two, message("too many")));
    assertThrows(SmtpFailure.class, () -> two.makeReady(NOBODY, bench.never()));
    assertEquals(List.of(SessionEnd.SURPLUS), bench.ended);
    bench.send(one, message("still"));
    bench.clock.advance(Duration.ofMinutes(1));
    two.makeReady(NOBODY, bench.never());
  }
}
