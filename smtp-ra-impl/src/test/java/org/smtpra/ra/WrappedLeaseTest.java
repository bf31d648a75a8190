package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A container that hands out its own subclass of our lease, as TomEE does to find leaks. */
class WrappedLeaseTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final HonestConnectionManager pool = new HonestConnectionManager(1);
  private SmtpManagedConnection stranger;
  private SmtpConnectionFactory smtp;

  @BeforeEach
  void deploy() throws ResourceException {
    stranger = RaBench.factory(server, "ehloName", "stranger.example").emptyConnection();
    smtp = RaBench.factory(server).createConnectionFactory(new WrappingConnectionManager());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void factorySendsByTheLeaseInsideAndGivesItBack() throws Exception {
    smtp.send(RaBench.message(smtp, "first"));
    smtp.send(RaBench.message(smtp, "second"));
    assertEquals(2, server.received().size());
    assertEquals(1, server.sessionsAccepted());
    assertEquals(1, pool.idle.size());
    assertEquals(2, smtp.status().leasesTaken());
    assertEquals(0, smtp.status().leases().size());
  }

  @Test
  void applicationHoldsTheContainersOwnAndSendsByIt() throws Exception {
    try (SmtpConnection lease = smtp.getConnection()) {
      assertInstanceOf(PassedOn.class, lease);
      assertEquals(server.host() + ":" + server.port(), lease.endpointKey());
      lease.send(RaBench.message(smtp, "by the lease"));
    }
    assertEquals(1, server.received().size());
    assertEquals(1, pool.idle.size());
  }

  @Test
  void leaseWhoseSessionCannotBeOpenedGoesBackToThePool() throws Exception {
    server.refuseConnections();
    assertThrows(SmtpSendFailedException.class, smtp::getConnection);
    assertEquals(1, pool.idle.size());
  }

  @Test
  void leaseInsideMovesToAnotherPoolEntry() throws Exception {
    SmtpConnection lease = smtp.getConnection();
    SmtpManagedConnection from = pool.onlyLeased();
    SmtpManagedConnection to = RaBench.factory(server).emptyConnection();
    to.fill();
    to.associateConnection(lease);
    assertTrue(from.isIdle());
    lease.send(RaBench.message(smtp, "over the other"));
    assertEquals(2, server.received().get(0).sessionNumber());
  }

  @Test
  void entryOfALeaseThatTheContainerFailedToHandOutIsNotLost() throws Exception {
    AtomicBoolean fails = new AtomicBoolean(true);
    SmtpConnectionFactory failing =
        RaBench.factory(server)
            .createConnectionFactory(
                (ConnectionManager)
                    (factory, request) -> {
                      Object handle = pool.allocateConnection(factory, request);
                      if (fails.get()) {
                        throw new IllegalStateException("the transaction is not active");
                      }
                      return handle;
                    });
    SmtpSendFailedException failure =
        assertThrows(
            SmtpSendFailedException.class, () -> failing.send(RaBench.message(failing, "x")));
    assertEquals(SmtpFailureReason.ALLOCATION_FAILED, failure.classification().reason());
    Bounded.until(() -> pool.idle.size() == 1);
    fails.set(false);
    failing.send(RaBench.message(failing, "next"));
    assertEquals(1, server.received().size());
  }

  private final class WrappingConnectionManager implements ConnectionManager {

    private static final long serialVersionUID = 1L;

    @Override
    public Object allocateConnection(
        ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request)
        throws ResourceException {
      return new PassedOn((SmtpConnectionImpl) pool.allocateConnection(factory, request), stranger);
    }
  }

  /** Passes the public methods on. Its own state is a stranger's: nobody must use it. */
  private static final class PassedOn extends SmtpConnectionImpl {

    private final SmtpConnectionImpl inside;

    PassedOn(SmtpConnectionImpl inside, SmtpManagedConnection stranger) {
      super(stranger, Optional.empty());
      this.inside = inside;
    }

    @Override
    public SmtpConnectionImpl unwrapped() {
      return inside.unwrapped();
    }

    @Override
    public SmtpSendResult send(MimeMessage message) throws SmtpSendFailedException {
      return inside.send(message);
    }

    @Override
    public SmtpSendResult send(MimeMessage message, SmtpSendOptions options)
        throws SmtpSendFailedException {
      return inside.send(message, options);
    }

    @Override
    public String endpointKey() {
      return inside.endpointKey();
    }

    @Override
    public void close() {
      inside.close();
    }
  }
}
