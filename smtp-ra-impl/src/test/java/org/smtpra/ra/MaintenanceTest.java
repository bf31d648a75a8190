package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpHostState;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestBootstrapContext;

/** What the adapter does on the server's timer, and how it stops. */
class MaintenanceTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final TestBootstrapContext context = new TestBootstrapContext();
  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();
  private final HonestConnectionManager pool = new HonestConnectionManager(2);
  private final ExecutorService senders = Executors.newCachedThreadPool();

  @BeforeEach
  void start() {
    adapter.start(context);
  }

  @AfterEach
  void stop() {
    server.close();
    adapter.stop();
    context.close();
    senders.shutdownNow();
  }

  private SmtpConnectionFactory smtp(String... more) throws Exception {
    return RaBench.factory(adapter, server, more).createConnectionFactory(pool);
  }

  private static Optional<SmtpFailureReason> refusal(SmtpConnectionFactory smtp) {
    try (SmtpConnection early = smtp.getConnection()) {
      return Optional.empty();
    } catch (SmtpSendFailedException e) {
      return Optional.of(e.classification().reason());
    }
  }

  private Future<SmtpSendResult> send(SmtpConnectionFactory smtp) {
    return senders.submit(() -> smtp.send(RaBench.message(smtp, "x")));
  }

  @Test
  void sessionThatTheServerClosedIsNoticedWithoutABorrower() throws Exception {
    SmtpConnectionFactory smtp = smtp();
    smtp.send(RaBench.message(smtp, "x"));
    server.closeIdleSessions();
    Bounded.until(() -> smtp.status().openSessions() == 0);
  }

  @Test
  void silentSessionIsProvenWithoutABorrower() throws Exception {
    SmtpConnectionFactory smtp = smtp("keepAliveInterval", "1ms");
    smtp.send(RaBench.message(smtp, "x"));
    Bounded.until(() -> server.commands("NOOP") > 0);
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void unusedSessionEndsWithoutABorrower() throws Exception {
    SmtpConnectionFactory smtp = smtp("idleTimeout", "1ms", "keepAliveInterval", "0");
    smtp.send(RaBench.message(smtp, "x"));
    server.awaitClosed(1);
  }

  /** WildFly keeps a cancelled timer, and so its thread, for longer than the archive. */
  @Test
  void threadOfTheTimerDoesNotHaveOurClassLoader() {
    ClassLoader application = new ClassLoader() {};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    SmtpResourceAdapter another = new SmtpResourceAdapter();
    thread.setContextClassLoader(application);
    try (TestBootstrapContext server = new TestBootstrapContext()) {
      another.start(server);
      assertSame(application, thread.getContextClassLoader());
      assertEquals(Set.of(ClassLoader.getSystemClassLoader()), server.loadersOfTimers());
      another.stop();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** An idle worker of a server may keep its last task, and the archive's classes with it. */
  @Test
  void workersAreLeftAloneWhileNothingWaitsForAServer() throws Exception {
    SmtpConnectionFactory smtp = smtp("leakDetectionThreshold", "1ms");
    smtp.send(RaBench.message(smtp, "x"));
    context.getWorkManager().awaitIdle();
    int before = context.getWorkManager().worksAccepted();
    server.closeIdleSessions();
    Bounded.until(() -> smtp.status().openSessions() == 0);
    assertEquals(before, context.getWorkManager().worksAccepted());
  }

  @Test
  void hostThatIsBackIsNoticedWithoutABorrower() throws Exception {
    SmtpConnectionFactory smtp =
        smtp("reconnectCooldown", "10ms", "maxReconnectCooldown", "10ms", "acquireTimeout", "0");
    server.refuseConnections();
    assertThrows(SmtpSendFailedException.class, () -> smtp.send(RaBench.message(smtp, "x")));
    server.acceptConnections();
    Bounded.until(() -> smtp.status().hosts().get(0).state() == SmtpHostState.AVAILABLE);
    assertTrue(server.sessionsAccepted() > 0);
  }

  @Test
  void hostsThatMayBeBackAreLookedForMoreOftenThanEverythingElse() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    AtomicInteger looks = new AtomicInteger();
    Maintenance maintenance = new Maintenance(rounds::incrementAndGet, looks::incrementAndGet);
    maintenance.start(context);
    try {
      Bounded.until(() -> looks.get() >= 10);
      // About two, unless the machine stands still for seconds.
      assertTrue(rounds.get() < 10);
    } finally {
      maintenance.stop();
    }
  }

  @Test
  void configurationThatNobodyUsesAnyMoreIsForgotten() throws Exception {
    SmtpConnectionFactory smtp = smtp();
    smtp.send(RaBench.message(smtp, "x"));
    pool.idle.clear();
    pool.closed.clear();
    server.closeIdleSessions();
    smtp = null;
    Bounded.until(
        () -> {
          System.gc();
          return adapter.states().size() == 0;
        });
  }

  @Test
  void stopLetsARunningSendFinishAndRefusesNewOnes() throws Exception {
    SmtpConnectionFactory smtp = smtp();
    HeldReply verdict = HeldReply.at(Stage.FINAL_REPLY, server);
    Future<SmtpSendResult> running = send(smtp);
    verdict.awaitSend();
    Future<?> stopping = senders.submit(adapter::stop);
    Bounded.until(() -> refusal(smtp).equals(Optional.of(SmtpFailureReason.SHUTDOWN)));
    verdict.release();
    assertFalse(running.get().recipients().isEmpty());
    stopping.get();
    server.awaitClosed(1);
    assertEquals(0, context.liveTimers());
    context.getWorkManager().awaitIdle();
  }

  @Test
  void stopEndsASendThatOutlastsTheGrace() throws Exception {
    SmtpConnectionFactory smtp = smtp("shutdownGrace", "50ms");
    server.on(Stage.MAIL, new Fault.Stall());
    Future<SmtpSendResult> running = send(smtp);
    Bounded.until(() -> server.commands("MAIL") > 0);
    adapter.stop();
    assertThrows(ExecutionException.class, running::get);
  }

  @Test
  void stopWakesThoseWhoWaitForAHost() throws Exception {
    SmtpConnectionFactory smtp = smtp("reconnectCooldown", "1m", "acquireTimeout", "10m");
    server.refuseConnections();
    assertThrows(SmtpSendFailedException.class, smtp::getConnection);
    Future<SmtpSendResult> waiting = send(smtp);
    adapter.stop();
    var thrown = assertThrows(ExecutionException.class, waiting::get);
    assertEquals(
        SmtpFailureReason.SHUTDOWN,
        ((SmtpSendFailedException) thrown.getCause()).classification().reason());
  }

  @Test
  void leaseOfAnotherIsNotNeededToWaitForAHost() throws Exception {
    SmtpConnectionFactory smtp =
        smtp("reconnectCooldown", "300ms", "jitterRatio", "0", "acquireTimeout", "1m");
    server.refuseConnections();
    assertThrows(SmtpSendFailedException.class, smtp::getConnection);
    server.acceptConnections();
    Future<SmtpSendResult> waiting = send(smtp);
    waiting.get();
    assertEquals(1, server.received().size());
    try (SmtpConnection lease = smtp.getConnection()) {
      assertEquals(server.endpointKey(), lease.endpointKey());
    }
  }
}
