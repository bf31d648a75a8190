package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestBootstrapContext;

class ResourceAdapterTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final TestBootstrapContext context = new TestBootstrapContext();
  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();
  private final HonestConnectionManager pool = new HonestConnectionManager(2);

  @AfterEach
  void stop() {
    server.close();
    context.close();
  }

  @Test
  void stopLeavesNoSessionNoThreadAndNoTimer() throws Exception {
    adapter.start(context);
    SmtpManagedConnectionFactory managed = RaBench.factory(adapter, server);
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    smtp.send(RaBench.message(smtp, "x"));
    managed.createManagedConnection(null, null);
    adapter.stop();
    server.awaitClosed(2);
    context.getWorkManager().awaitIdle();
    assertEquals(0, context.getWorkManager().runningWorks());
    assertEquals(0, context.liveTimers());
    assertEquals(0, smtp.status().openSessions());
  }

  @Test
  void stoppedAdapterOpensNoSession() throws Exception {
    adapter.start(context);
    SmtpManagedConnectionFactory managed = RaBench.factory(adapter, server);
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    smtp.send(RaBench.message(smtp, "x"));
    adapter.stop();
    SmtpSendFailedException failure =
        assertThrows(SmtpSendFailedException.class, () -> smtp.send(RaBench.message(smtp, "late")));
    assertTrue(failure.classification().safeToSendAgain());
    ResourceException fill =
        assertThrows(ResourceException.class, () -> managed.createManagedConnection(null, null));
    assertEquals("SMTP-RA-" + SmtpFailureReason.SHUTDOWN, fill.getErrorCode());
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void poolEntryThatIsMadeWhileTheAdapterStopsIsOfNoUse() throws Exception {
    FactoryState state = RaBench.factory(adapter, server).state();
    adapter.stop();
    assertTrue(state.newSlot().isDestroyed());
  }

  @Test
  void adapterThatIsStartedAgainServesAgain() throws Exception {
    adapter.start(context);
    SmtpManagedConnectionFactory managed = RaBench.factory(adapter, server);
    managed.createManagedConnection(null, null);
    adapter.stop();
    adapter.start(context);
    ManagedConnection connection = managed.createManagedConnection(null, null);
    assertEquals(2, server.sessionsAccepted());
    connection.destroy();
  }

  @Test
  void prefillBeforeStartWorks() throws Exception {
    SmtpManagedConnectionFactory managed = RaBench.factory(adapter, server);
    ManagedConnection prefilled = managed.createManagedConnection(null, null);
    assertEquals(1, server.sessionsAccepted());
    adapter.start(context);
    assertEquals(Set.of(), managed.getInvalidConnections(Set.of(prefilled)));
    adapter.stop();
    server.awaitClosed(1);
  }

  @Test
  void nameLookUpRunsOnTheServersWorkManager() throws Exception {
    AdapterWorkers workers = new AdapterWorkers();
    workers.use(context.getWorkManager());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    workers.execute(
        () -> {
          begun.countDown();
          try {
            finish.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    assertEquals(1, context.getWorkManager().runningWorks());
    finish.countDown();
    context.getWorkManager().awaitIdle();
  }

  @Test
  void taskRunsOnAThreadOfItsOwnBeforeStartAndWhereTheWorkManagerRefuses() throws Exception {
    AdapterWorkers workers = new AdapterWorkers();
    CountDownLatch ran = new CountDownLatch(2);
    workers.execute(ran::countDown);
    context.getWorkManager().close();
    workers.use(context.getWorkManager());
    assertThrows(WorkException.class, () -> context.getWorkManager().scheduleWork(new NoWork()));
    workers.execute(ran::countDown);
    assertTrue(ran.await(20, TimeUnit.SECONDS));
  }

  @Test
  void inboundIsRefused() throws Exception {
    assertThrows(NotSupportedException.class, () -> adapter.endpointActivation(null, null));
    assertEquals(0, adapter.getXAResources(null).length);
    assertFalse(adapter.equals(new SmtpResourceAdapter()));
  }

  private static final class NoWork implements Work {

    @Override
    public void run() {
      throw new AssertionError("a closed WorkManager runs nothing");
    }

    @Override
    public void release() {
      // Nothing to release.
    }
  }
}
