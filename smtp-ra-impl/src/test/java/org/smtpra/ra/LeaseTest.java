package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpLeaseStatus;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

class LeaseTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final HonestConnectionManager pool = new HonestConnectionManager(2);
  private final SmtpManagedConnectionFactory managed = RaBench.factory(server);
  private final ExecutorService others = Executors.newCachedThreadPool();
  private SmtpConnectionFactory smtp;

  @BeforeEach
  void deploy() throws ResourceException {
    smtp = managed.createConnectionFactory(pool);
  }

  @AfterEach
  void stop() {
    server.close();
    others.shutdownNow();
  }

  private void send(SmtpConnection lease, String subject) throws Exception {
    lease.send(RaBench.message(smtp, subject));
  }

  @Test
  void closedLeaseRefusesEverythingButClose() throws Exception {
    SmtpConnection lease = smtp.getConnection();
    lease.close();
    lease.close();
    assertThrows(IllegalStateException.class, () -> send(lease, "x"));
    assertThrows(IllegalStateException.class, lease::endpointKey);
    assertEquals(1, pool.closed.size());
    assertSame(lease, pool.closed.get(0).getConnectionHandle());
    assertEquals(List.of(), pool.errors);
  }

  @ParameterizedTest
  @EnumSource(names = {"GREETING", "EHLO", "MAIL", "DATA", "FINAL_REPLY"})
  void failedSendFiresNoErrorAndKeepsThePoolEntry(Stage stage) throws Exception {
    server.on(stage, new Fault.CloseBefore());
    assertThrows(SmtpSendFailedException.class, () -> smtp.send(RaBench.message(smtp, "x")));
    assertEquals(List.of(), pool.errors);
    assertEquals(1, pool.closed.size());
    smtp.send(RaBench.message(smtp, "next"));
    assertEquals(1, pool.idle.size());
  }

  @Test
  void severalHandlesOfOnePoolEntryAreClosedOneByOne() throws Exception {
    SmtpConnection first = smtp.getConnection();
    SmtpManagedConnection entry = pool.onlyLeased();
    SmtpConnection second = (SmtpConnection) entry.getConnection(null, null);
    send(first, "by the first");
    first.close();
    send(second, "by the second");
    assertEquals(0, pool.idle.size());
    second.close();
    assertEquals(2, pool.closed.size());
    assertEquals(1, pool.idle.size());
    assertEquals(1, server.sessionsAccepted());
    assertEquals(2, server.received().size());
  }

  @Test
  void handleMovesToAnotherPoolEntry() throws Exception {
    SmtpConnection lease = smtp.getConnection();
    SmtpManagedConnection from = pool.onlyLeased();
    SmtpManagedConnection to = (SmtpManagedConnection) managed.createManagedConnection(null, null);
    to.addConnectionEventListener(pool);
    to.associateConnection(lease);
    assertTrue(from.isIdle());
    send(lease, "over the other");
    assertEquals(2, server.received().get(0).sessionNumber());
    lease.close();
    assertSame(to, pool.closed.get(0).getSource());
  }

  @Test
  void handleThatWasTakenBackComesAliveWhenItIsAssociatedAgain() throws Exception {
    SmtpConnection lease = smtp.getConnection();
    SmtpManagedConnection entry = pool.onlyLeased();
    entry.cleanup();
    SmtpSendFailedException failure =
        assertThrows(SmtpSendFailedException.class, () -> send(lease, "x"));
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    assertEquals("", lease.endpointKey());
    assertEquals(List.of(), smtp.status().leases());
    entry.associateConnection(lease);
    send(lease, "again");
    assertEquals(1, smtp.status().leases().size());
    lease.close();
    assertEquals(List.of(), smtp.status().leases());
  }

  @Test
  void onlyLiveHandlesOfOursCanBeAssociated() throws Exception {
    SmtpConnection lease = smtp.getConnection();
    SmtpManagedConnection entry = pool.onlyLeased();
    assertThrows(ResourceException.class, () -> entry.associateConnection("a stranger"));
    lease.close();
    assertThrows(ResourceException.class, () -> entry.associateConnection(lease));
    assertTrue(entry.isIdle());
    SmtpConnection other = smtp.getConnection();
    entry.destroy();
    assertThrows(ResourceException.class, () -> entry.associateConnection(other));
    assertThrows(ResourceException.class, () -> entry.getConnection(null, null));
  }

  @Test
  void cleanupFromAnotherThreadEndsASendByItsStageAndTheEntryServesTheNext() throws Exception {
    server.on(Stage.DATA, new Fault.Stall());
    SmtpConnection lease = smtp.getConnection();
    SmtpManagedConnection entry = pool.onlyLeased();
    Future<SmtpSendResult> running = others.submit(() -> lease.send(RaBench.message(smtp, "x")));
    awaitCommand("DATA");
    entry.cleanup();
    entry.cleanup();
    SmtpSendFailedException failure = failure(running);
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    SmtpConnection next = (SmtpConnection) entry.getConnection(null, null);
    send(next, "next");
    assertEquals(1, server.received().size());
  }

  @Test
  void destroyWithoutCleanupBehindTheBoundaryLeavesDoubt() throws Exception {
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.Stall()));
    SmtpConnection lease = smtp.getConnection();
    SmtpManagedConnection entry = pool.onlyLeased();
    Future<SmtpSendResult> running = others.submit(() -> lease.send(RaBench.message(smtp, "x")));
    server.awaitReceived(1);
    entry.destroy();
    entry.destroy();
    assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure(running).classification().kind());
    server.awaitClosed(1);
    assertEquals(0, smtp.status().openSessions());
    assertEquals(List.of(), smtp.status().leases());
    lease.close();
    assertEquals(List.of(), pool.closed);
  }

  @Test
  void closeByAnotherThreadCancelsTheSend() throws Exception {
    server.on(Stage.RCPT, new Fault.Stall());
    SmtpConnection lease = smtp.getConnection();
    Future<SmtpSendResult> running = others.submit(() -> lease.send(RaBench.message(smtp, "x")));
    awaitCommand("RCPT");
    lease.close();
    assertEquals(SmtpFailureKind.CANCELLED, failure(running).classification().kind());
    assertEquals(1, pool.idle.size());
  }

  private void awaitCommand(String verb) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (server.commands(verb) == 0) {
            Thread.onSpinWait();
          }
        });
  }

  private static SmtpSendFailedException failure(Future<SmtpSendResult> send) {
    ExecutionException thrown = assertThrows(ExecutionException.class, send::get);
    return assertInstanceOf(SmtpSendFailedException.class, thrown.getCause());
  }

  @Test
  void transactionsAreRefusedWithTheSettingToChange() throws Exception {
    SmtpManagedConnection entry =
        (SmtpManagedConnection) managed.createManagedConnection(null, null);
    NotSupportedException xa = assertThrows(NotSupportedException.class, entry::getXAResource);
    NotSupportedException local =
        assertThrows(NotSupportedException.class, entry::getLocalTransaction);
    assertTrue(xa.getMessage().contains("XATransaction"), xa::getMessage);
    assertTrue(local.getMessage().contains("LocalTransaction"), local::getMessage);
    assertTrue(local.getMessage().contains("NoTransaction"), local::getMessage);
    entry.destroy();
  }

  @Test
  void statusTellsLeasesSessionsAndOutcomes() throws Exception {
    try (SmtpConnection lease = smtp.getConnection()) {
      send(lease, "x");
      SmtpLeaseStatus status = smtp.status().leases().get(0);
      assertEquals(server.endpointKey(), status.endpointKey());
      assertEquals(Thread.currentThread().getName(), status.thread());
      assertEquals(1, smtp.status().openSessions());
    }
    server.on(Stage.RCPT, new Fault.Reply("550 5.1.1 unknown"));
    assertThrows(SmtpSendFailedException.class, () -> smtp.send(RaBench.message(smtp, "x")));
    assertEquals(1, smtp.status().sent());
    assertEquals(1, smtp.status().failures());
    assertEquals(2, smtp.status().leasesTaken());
    assertEquals(1, smtp.status().failed().get(SmtpFailureKind.PERMANENT_FAILURE));
  }

  @Test
  void twoLeasesAreTwoPoolEntries() throws Exception {
    SmtpConnection one = smtp.getConnection();
    SmtpManagedConnection first = pool.onlyLeased();
    SmtpConnection two = smtp.getConnection();
    two.close();
    assertNotSame(first, pool.idle.getFirst());
    one.close();
  }

  @Test
  void nullsAreRefusedByName() throws Exception {
    try (SmtpConnection lease = smtp.getConnection()) {
      for (NullPointerException failure :
          List.of(
              assertThrows(NullPointerException.class, () -> lease.send(null)),
              assertThrows(NullPointerException.class, () -> smtp.send(null)))) {
        assertEquals("message", failure.getMessage());
      }
      assertEquals(
          "options",
          assertThrows(
                  NullPointerException.class, () -> smtp.send(RaBench.message(smtp, "x"), null))
              .getMessage());
    }
  }
}
