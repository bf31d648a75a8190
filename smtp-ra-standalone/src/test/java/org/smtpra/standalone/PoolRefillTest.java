package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFactoryStatus;
import org.smtpra.config.ConfigurationParser;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.ra.SmtpManagedConnectionFactory;
import org.smtpra.ra.SmtpResourceAdapter;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Takes the steps by hand: what they do and how long they would wait, without waiting. */
class PoolRefillTest {

  private static final Duration COOLDOWN = Duration.ofSeconds(30);

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final StandaloneBootstrapContext context = new StandaloneBootstrapContext();
  private final SmtpResourceAdapter adapter = SmtpResourceAdapter.standalone();
  private PooledConnections connections;
  private PoolRefill refill;
  private Supplier<SmtpFactoryStatus> status;

  private void pool(String... more) throws Exception {
    Map<String, String> properties = PoolProperties.clearText(server.port(), more);
    SmtpConfiguration configuration = ConfigurationParser.parse(properties).configuration();
    SmtpManagedConnectionFactory factory = SmtpManagedConnectionFactory.of(properties);
    adapter.start(context);
    factory.setResourceAdapter(adapter);
    SmtpConnectionFactory asked =
        factory.createConnectionFactory(
            (of, request) -> {
              throw new AssertionError("nobody borrows here");
            });
    status = asked::status;
    connections =
        new PooledConnections(factory, configuration.pool(), new LeaseListener(event -> {}));
    refill = new PoolRefill(connections, configuration);
  }

  @AfterEach
  void close() {
    connections.close();
    adapter.stop();
    context.close();
    server.close();
  }

  /** The adapter finds out in the background. */
  private void loseAllSessions() {
    server.closeIdleSessions();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (status.get().openSessions() > 0) {
            Thread.onSpinWait();
          }
        });
  }

  private void growOld() {
    for (int i = 0; i < 3; i++) {
      assertEquals(PoolRefill.LOOK_PERIOD, refill.step());
    }
  }

  @Test
  void firstStepOpensAllWithoutADelay() throws Exception {
    pool("minPoolSize", "3", "minPoolRefillDelay", "1h");
    assertEquals(PoolRefill.LOOK_PERIOD, refill.step());
    assertEquals(3, server.sessionsAccepted());
    assertFalse(connections.lacksSessions());
    growOld();
    assertEquals(3, server.sessionsAccepted());
  }

  @Test
  void lostSessionsAreOpenedAgainAfterTheDelay() throws Exception {
    pool("minPoolSize", "3", "minPoolRefillDelay", "1h");
    refill.step();
    growOld();
    loseAllSessions();
    assertEquals(Duration.ofHours(1), refill.step());
    assertEquals(3, server.sessionsAccepted());
    assertEquals(PoolRefill.LOOK_PERIOD, refill.step());
    assertEquals(6, server.sessionsAccepted());
    assertEquals("0 in use, 3 idle, at most 8", connections.describe());
  }

  @Test
  void lostSessionsAreOpenedAgainAtOnceWithoutADelay() throws Exception {
    pool("minPoolSize", "2");
    refill.step();
    growOld();
    loseAllSessions();
    assertEquals(PoolRefill.LOOK_PERIOD, refill.step());
    assertEquals(4, server.sessionsAccepted());
  }

  @Test
  void serverThatRefusesIsAskedOnceAndLeftAloneForTheCooldown() throws Exception {
    pool("minPoolSize", "3", "reconnectCooldown", "30s");
    server.always(Stage.GREETING, new Fault.ReplyThenClose("421 4.3.2 not now"));
    assertEquals(COOLDOWN, refill.step());
    assertEquals(1, server.sessionsAccepted());
    assertEquals(COOLDOWN, refill.step());
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void delayThatIsLongerThanTheCooldownCountsAfterAFailureToo() throws Exception {
    pool("minPoolSize", "1", "minPoolRefillDelay", "10m");
    server.refuseConnections();
    assertEquals(Duration.ofMinutes(10), refill.step());
  }

  @Test
  void serverThatIsBackIsFilledFromWithoutAnotherDelay() throws Exception {
    pool("minPoolSize", "2", "minPoolRefillDelay", "10m", "reconnectCooldown", "0");
    server.on(Stage.GREETING, new Fault.ReplyThenClose("421 4.3.2 not now"));
    assertEquals(Duration.ofMinutes(10), refill.step());
    assertEquals(PoolRefill.LOOK_PERIOD, refill.step());
    assertFalse(connections.lacksSessions());
  }

  @Test
  void sessionsThatAreLostAtOnceAreNoReasonForAStorm() throws Exception {
    pool("minPoolSize", "2", "reconnectCooldown", "30s");
    refill.step();
    loseAllSessions();
    assertEquals(COOLDOWN, refill.step());
    assertEquals(2, server.sessionsAccepted());
    assertEquals(PoolRefill.LOOK_PERIOD, refill.step());
    assertEquals(4, server.sessionsAccepted());
  }

  @Test
  void connectionsThatAreInUseCount() throws Exception {
    pool("minPoolSize", "2");
    connections.lease(null);
    refill.step();
    assertEquals(1, server.sessionsAccepted());
    assertEquals("1 in use, 1 idle, at most 8", connections.describe());
  }
}
