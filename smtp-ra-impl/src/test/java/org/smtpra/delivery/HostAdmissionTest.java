package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.delivery.DeliveryBench.NOBODY;
import static org.smtpra.delivery.DeliveryBench.user;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.transport.Deadline;

/** The wait for a host, before a lease is taken. */
class HostAdmissionTest {

  private final ScriptedSmtpServer server =
      ScriptedSmtpServer.builder().user("anna", "right").start();

  @AfterEach
  void stop() {
    Thread.interrupted();
    server.close();
  }

  /** All hosts down, for 24 seconds: the first pause, shortened by the jitter. */
  private DeliveryBench down(String... more) throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey(), more);
    server.refuseConnections();
    assertThrows(SmtpFailure.class, () -> bench.slot().makeReady(NOBODY, bench.never()));
    server.acceptConnections();
    return bench;
  }

  private static Deadline in(DeliveryBench bench, int seconds) {
    return Deadline.after(Duration.ofSeconds(seconds), bench.clock);
  }

  @Test
  void pauseThatCannotEndInTimeIsNotWaitedFor() throws Exception {
    DeliveryBench bench = down();
    SmtpFailure failure =
        assertThrows(SmtpFailure.class, () -> bench.admission.await(NOBODY, in(bench, 23)));
    assertEquals(SmtpFailureReason.NO_HOST_AVAILABLE, failure.classification().reason());
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertEquals(Optional.of(Duration.ofSeconds(24)), failure.classification().retryAfter());
    assertTrue(failure.getMessage().contains(server.endpointKey()), failure::getMessage);
    assertEquals(1, bench.openFailed.size());
  }

  @Test
  void pauseThatEndsInTimeIsWaitedFor() throws Exception {
    DeliveryBench bench = down();
    CompletableFuture<Boolean> waiter = wait(bench, 60);
    assertFalse(waiter.isDone());
    bench.clock.advance(Duration.ofSeconds(24));
    bench.signal.changed();
    assertTrue(waiter.get(30, TimeUnit.SECONDS));
  }

  private static CompletableFuture<Boolean> wait(DeliveryBench bench, int seconds) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            bench.admission.await(NOBODY, in(bench, seconds));
            return true;
          } catch (SmtpFailure e) {
            return false;
          }
        });
  }

  @Test
  void idleSessionAdmitsWhileItsHostIsLeftAlone() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    server.refuseConnections();
    assertThrows(SmtpFailure.class, () -> bench.slot().fill(NOBODY, bench.never()));
    bench.admission.await(NOBODY, in(bench, 0));
    slot.leased();
    assertThrows(SmtpFailure.class, () -> bench.admission.await(NOBODY, in(bench, 0)));
    slot.returned();
    bench.admission.await(NOBODY, in(bench, 0));
  }

  @Test
  void refusedCredentialsAreToldAtOnceAndOthersAreNotAffected() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    assertThrows(
        SmtpFailure.class, () -> bench.slot().makeReady(user("anna", "wrong"), bench.never()));
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class, () -> bench.admission.await(user("anna", "wrong"), in(bench, 23)));
    assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, failure.classification().reason());
    assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind());
    assertEquals(Optional.of(Duration.ofSeconds(24)), failure.classification().retryAfter());
    bench.admission.await(user("anna", "right"), in(bench, 0));
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void stopOfTheAdapterEndsTheWait() throws Exception {
    DeliveryBench bench = down();
    bench.signal.close();
    SmtpFailure failure =
        assertThrows(SmtpFailure.class, () -> bench.admission.await(NOBODY, in(bench, 60)));
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
  }

  @Test
  void interruptEndsTheWait() throws Exception {
    DeliveryBench bench = down();
    Thread.currentThread().interrupt();
    SmtpFailure failure =
        assertThrows(SmtpFailure.class, () -> bench.admission.await(NOBODY, in(bench, 60)));
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
    assertTrue(Thread.interrupted());
  }
}
