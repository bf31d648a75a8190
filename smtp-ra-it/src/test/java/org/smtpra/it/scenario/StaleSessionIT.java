package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.PoolSettings;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A pool full of sessions that the mail server has ended; the server's pool validates nothing. */
@Acceptance
class StaleSessionIT {

  private static final int POOL = 8;

  @RegisterExtension final Stage stage = new Stage();

  private final Crowd crowd = new Crowd(POOL);
  private ScriptedSmtpServer mail;
  private Application application;
  private int opened;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(
        Stage.plain("stale", mail)
            .with("maxRetryAttempts", "0")
            // Payara was once seen to let the last of eight requests wait for long.
            .with("sendTimeout", "3m")
            .with(PoolSettings.usual().max(POOL)));
    application = stage.deploy("stale", "stale");
  }

  @BeforeEach
  void fillThePool() {
    for (int i = 0; i < POOL; i++) {
      application.run("takeLease", "lease", "filler " + i);
    }
    for (int i = 0; i < POOL; i++) {
      application.run("closeLease", "lease", "filler " + i);
    }
    Bounded.await("a full pool", () -> mail.openSessions() == POOL);
    opened = mail.sessionsAccepted();
  }

  @AfterAll
  void dismissCrowd() {
    crowd.close();
  }

  @AfterEach
  void noSendFailedEver() {
    mail.consult(at -> Optional.empty());
    Properties status = application.run("status");
    assertEquals("0", status.getProperty("failures"), status::toString);
    assertEquals("0", status.getProperty("openFailures " + Stage.key(mail)), status::toString);
  }

  @Test
  void everyCallersFirstSendAfterARestartOfTheMailServerSucceeds() throws Exception {
    assertEquals(POOL, mail.closeIdleSessions());
    everyCallerSends();
  }

  @Test
  void everyCallersFirstSendAfterAFirewallResetTheSessionsSucceeds() throws Exception {
    assertEquals(POOL, mail.resetIdleSessions());
    everyCallerSends();
  }

  static List<Fault> endings() {
    return List.of(
        new Fault.CloseBefore(),
        new Fault.Reset(),
        new Fault.ReplyThenClose("421 4.3.2 going down"),
        new Fault.Reply("451 4.4.2 Timeout waiting for data"));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void everyCallersSendSucceedsWhereOnlyMailShowsThatTheSessionIsDead(Fault ending)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(POOL);
    AtomicInteger left = new AtomicInteger(POOL);
    mail.consult(
        at ->
            at == org.smtpra.testkit.Stage.MAIL && left.getAndDecrement() > 0
                ? endTogether(together, ending)
                : Optional.empty());
    everyCallerSends();
    assertTrue(left.get() <= 0);
  }

  /** Once every caller has sent MAIL: else the first might serve the others with a new session. */
  private static Optional<Fault> endTogether(CyclicBarrier together, Fault ending) {
    try {
      together.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("not every caller came to MAIL", e);
    }
    return Optional.of(ending);
  }

  private void everyCallerSends() throws Exception {
    int received = mail.received().size();
    for (Properties answer : crowd.ask(POOL, i -> application.run("send", "via", "ejb"))) {
      assertEquals("250", answer.getProperty("reply"), answer::toString);
      assertEquals("1", answer.getProperty("attempts"), answer::toString);
    }
    assertEquals(received + POOL, mail.received().size());
    int replaced = mail.sessionsAccepted() - opened;
    assertTrue(replaced <= POOL, () -> "opened " + replaced + " for a pool of " + POOL);
  }
}
