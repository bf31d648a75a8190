package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The server flushes its pool between handing a lease out and its use. */
class FlushedPoolTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final HonestConnectionManager pool = new HonestConnectionManager(1);
  private int flushes;
  private SmtpConnectionFactory smtp;

  @BeforeEach
  void deploy() throws ResourceException {
    ConnectionManager flushed =
        (factory, request) -> {
          Object handle = pool.allocateConnection(factory, request);
          if (flushes-- > 0) {
            pool.flush();
          }
          return handle;
        };
    smtp = RaBench.factory(server).createConnectionFactory(flushed);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendTakesAnotherLeaseWithinTheSameAttempt() throws Exception {
    flushes = 3;
    assertEquals(1, smtp.send(RaBench.message(smtp, "x")).attempts());
    assertEquals(1, server.received().size());
    assertEquals(4, smtp.status().leasesTaken());
    assertEquals(0, smtp.status().leases().size());
  }

  @Test
  void applicationGetsALeaseThatWorks() throws Exception {
    flushes = 3;
    try (SmtpConnection lease = smtp.getConnection()) {
      assertEquals(250, lease.send(RaBench.message(smtp, "x")).finalReply().code());
    }
    assertEquals(0, smtp.status().leases().size());
  }

  @Test
  void poolThatIsFlushedAgainAndAgainDoesNotHoldTheCallerForEver() {
    flushes = Integer.MAX_VALUE;
    SmtpSendFailedException failure =
        assertThrows(SmtpSendFailedException.class, () -> smtp.send(RaBench.message(smtp, "x")));
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    assertEquals(0, server.sessionsAccepted());
    assertEquals(0, smtp.status().leases().size());
  }
}
