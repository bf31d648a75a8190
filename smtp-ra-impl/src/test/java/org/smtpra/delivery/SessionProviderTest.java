package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.delivery.DeliveryBench.NOBODY;
import static org.smtpra.delivery.DeliveryBench.user;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.Opening;
import org.smtpra.session.SmtpSession;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.transport.Deadline;

class SessionProviderTest {

  private final ScriptedSmtpServer first =
      ScriptedSmtpServer.builder().user("anna", "right").user("bert", "right").start();
  private final ScriptedSmtpServer second =
      ScriptedSmtpServer.builder().user("anna", "right").user("bert", "right").start();

  @AfterEach
  void stopServers() {
    Thread.interrupted();
    first.close();
    second.close();
  }

  private String both() {
    return first.endpointKey() + "," + second.endpointKey();
  }

  private static SmtpFailure failure(DeliveryBench bench) {
    return assertThrows(
        SmtpFailure.class,
        () -> bench.provider.open(NOBODY, bench.never(), Set.of(), new Opening()));
  }

  @Test
  void nextHostServesWhereTheFirstRefusesConnections() throws Exception {
    first.refuseConnections();
    DeliveryBench bench = DeliveryBench.to(both());
    SmtpSession session =
        bench.provider.open(NOBODY, bench.never(), Set.of(), new Opening()).session();
    assertEquals(second.endpointKey(), session.endpointKey());
    assertEquals(List.of(first.endpointKey() + " CONNECT_FAILED"), bench.openFailed);
    session.close();
  }

  @Test
  void lowerPriorityIsTriedFirst() throws Exception {
    DeliveryBench bench =
        DeliveryBench.to(first.endpointKey() + ";priority=5," + second.endpointKey());
    SmtpSession session =
        bench.provider.open(NOBODY, bench.never(), Set.of(), new Opening()).session();
    assertEquals(second.endpointKey(), session.endpointKey());
    session.close();
  }

  @Test
  void failureOfAllHostsNamesEveryHostAndWhatItSaid() throws Exception {
    first.on(Stage.GREETING, new Fault.ReplyThenClose("554 5.3.2 no service today"));
    second.on(Stage.GREETING, new Fault.ReplyThenClose("421 4.3.2 too busy"));
    SmtpFailure failure = failure(DeliveryBench.to(both()));
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertEquals(SmtpFailureReason.GREETING_REFUSED, failure.classification().reason());
    for (String part :
        List.of(first.endpointKey(), "no service today", second.endpointKey(), "too busy")) {
      assertTrue(failure.getMessage().contains(part), part + " in " + failure.getMessage());
    }
    assertEquals(1, failure.getSuppressed().length);
  }

  @Test
  void wrongPasswordIsTriedOnceNotOncePerHost() throws Exception {
    DeliveryBench bench = DeliveryBench.to(both(), "userName", "anna", "password", "wrong");
    SmtpFailure failure = failure(bench);
    assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, failure.classification().reason());
    assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind());
    assertEquals(0, second.sessionsAccepted());
  }

  @Test
  void hostsOwnUserIsTriedAfterAnotherUsersWrongPassword() throws Exception {
    DeliveryBench bench =
        DeliveryBench.to(
            both() + ";userName=bert;password=right", "userName", "anna", "password", "wrong");
    SmtpSession session =
        bench.provider.open(NOBODY, bench.never(), Set.of(), new Opening()).session();
    assertEquals(second.endpointKey(), session.endpointKey());
    assertEquals("bert", session.credentials().orElseThrow().userName());
    session.close();
  }

  @Test
  void borrowersUserGoesBeforeTheHostsAndTheFactorys() throws Exception {
    DeliveryBench bench =
        DeliveryBench.to(
            first.endpointKey() + ";userName=anna;password=right",
            "userName",
            "anna",
            "password",
            "unused");
    SmtpSession session =
        bench
            .provider
            .open(user("bert", "right"), bench.never(), Set.of(), new Opening())
            .session();
    assertEquals("bert", session.credentials().orElseThrow().userName());
    session.close();
    SmtpSession own = bench.provider.open(NOBODY, bench.never(), Set.of(), new Opening()).session();
    assertEquals(user("anna", "right"), own.credentials());
    own.close();
  }

  @Test
  void temporaryRefusalOfTheSignInTriesTheNextHost() throws Exception {
    first.on(Stage.AUTH, new Fault.Reply("454 4.7.0 try later"));
    DeliveryBench bench = DeliveryBench.to(both(), "userName", "anna", "password", "right");
    SmtpSession session =
        bench.provider.open(NOBODY, bench.never(), Set.of(), new Opening()).session();
    assertEquals(second.endpointKey(), session.endpointKey());
    session.close();
  }

  @Test
  void temporaryRefusalOfTheSignInEverywhereIsTemporary() throws Exception {
    first.on(Stage.AUTH, new Fault.Reply("454 4.7.0 try later"));
    second.on(Stage.AUTH, new Fault.Reply("454 4.7.0 try later"));
    SmtpFailureClassification what =
        failure(DeliveryBench.to(both(), "userName", "anna", "password", "right")).classification();
    assertEquals(SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE, what.kind());
    assertEquals(SmtpFailureReason.AUTHENTICATION_TEMPORARY, what.reason());
  }

  @Test
  void hostThatMayComeBackDecidesOverOneThatNeverWill() throws Exception {
    first.close();
    DeliveryBench bench =
        DeliveryBench.to(
            second.endpointKey() + ";userName=anna;password=wrong," + first.endpointKey());
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure(bench).classification().kind());
  }

  @Test
  void interruptDecidesOverTheFailureOfAnotherHost() throws Exception {
    first.on(Stage.GREETING, new Fault.ReplyThenClose("421 4.3.2 too busy"));
    second.on(Stage.GREETING, new Fault.Stall());
    DeliveryBench bench = DeliveryBench.to(both());
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              second.awaitSessions(1);
              caller.interrupt();
            });
    interrupter.start();
    SmtpFailure failure = failure(bench);
    assertTrue(Thread.interrupted(), "the interrupt is kept for the caller");
    interrupter.join();
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
  }

  @Test
  void passedDeadlineTriesNoFurtherHost() throws Exception {
    DeliveryBench bench = DeliveryBench.to(both());
    Deadline limit = Deadline.after(Duration.ofMillis(1), bench.clock);
    bench.clock.advance(Duration.ofMillis(2));
    assertThrows(
        SmtpFailure.class, () -> bench.provider.open(NOBODY, limit, Set.of(), new Opening()));
    assertEquals(1, bench.openFailed.size());
  }
}
