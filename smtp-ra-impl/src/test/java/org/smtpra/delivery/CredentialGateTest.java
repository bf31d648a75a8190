package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.smtpra.delivery.DeliveryBench.user;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureReason;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Several sessions that are opened at once with the same user and password. */
class CredentialGateTest {

  private static final int CALLERS = 8;
  private static final Fault SLOWLY = new Fault.DelayedReply(Duration.ofMillis(300));

  private final ScriptedSmtpServer server =
      ScriptedSmtpServer.builder().user("anna", "right").start();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    server.close();
    callers.shutdownNow();
  }

  private Future<Optional<SmtpFailure>> open(
      DeliveryBench bench, SessionSlot slot, String password) {
    slot.leased();
    return callers.submit(
        () -> {
          try {
            slot.makeReady(user("anna", password), bench.never());
            return Optional.empty();
          } catch (SmtpFailure e) {
            return Optional.of(e);
          }
        });
  }

  private List<Future<Optional<SmtpFailure>>> together(DeliveryBench bench, String password) {
    List<Future<Optional<SmtpFailure>>> opened = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      opened.add(open(bench, bench.slot(), password));
    }
    return opened;
  }

  @Test
  void wrongPasswordIsTriedOnceHoweverManyComeTogether() throws Exception {
    server.on(Stage.AUTH, SLOWLY);
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    for (Future<Optional<SmtpFailure>> one : together(bench, "wrong")) {
      assertEquals(
          SmtpFailureReason.AUTHENTICATION_REFUSED,
          one.get().orElseThrow().classification().reason());
    }
    assertEquals(1, server.commands("AUTH"));
  }

  @Test
  void rightPasswordLetsAllInOnceItWasAccepted() throws Exception {
    server.on(Stage.AUTH, SLOWLY);
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    for (Future<Optional<SmtpFailure>> one : together(bench, "right")) {
      assertEquals(Optional.empty(), one.get());
    }
    assertEquals(CALLERS, server.commands("AUTH"));
  }

  @Test
  void attemptThatBreaksLeavesItToTheNextSession() throws Exception {
    server.on(Stage.AUTH, new Fault.CloseBefore());
    DeliveryBench bench = DeliveryBench.to(server.endpointKey(), "reconnectCooldown", "0");
    int failed = 0;
    for (Future<Optional<SmtpFailure>> one : together(bench, "right")) {
      failed += one.get().isPresent() ? 1 : 0;
    }
    assertEquals(1, failed);
  }

  @Test
  void sessionThatIsCalledOffWaitsNoLonger() throws Exception {
    server.on(Stage.AUTH, new Fault.Stall());
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot first = bench.slot();
    Future<Optional<SmtpFailure>> trying = open(bench, first, "right");
    Eventually.holds(() -> server.commands("AUTH") == 1);
    SessionSlot second = bench.slot();
    Future<Optional<SmtpFailure>> waiting = open(bench, second, "right");
    server.awaitSessions(2);
    second.endRunning(FailureCause.CANCELLED);
    assertEquals(
        SmtpFailureReason.CANCELLED, waiting.get().orElseThrow().classification().reason());
    first.destroy();
    assertEquals(SmtpFailureReason.SHUTDOWN, trying.get().orElseThrow().classification().reason());
  }
}
