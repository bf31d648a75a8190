package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.testkit.ScriptedSmtpServer;

/** What happens in the background without anybody sending, as in an application server. */
class PoolUpkeepTest {

  private static final Logger LOGGER = Logger.getLogger("org.smtpra");

  private static void await(BooleanSupplier condition) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
          }
        });
  }

  private static SmtpPool pool(ScriptedSmtpServer server, String... more) {
    return SmtpPool.open(PoolProperties.clearText(server.port(), more));
  }

  @Test
  void idleSessionIsKeptAlive() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "keepAliveInterval", "1ms")) {
      pool.factory().getConnection().close();
      await(() -> server.commands("NOOP") > 0);
      assertEquals(1, pool.factory().status().openSessions());
    }
  }

  @Test
  void sessionThatIdlesTooLongIsClosed() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "idleTimeout", "1ms")) {
      pool.factory().getConnection().close();
      server.awaitClosed(1);
      await(() -> pool.factory().status().openSessions() == 0);
    }
  }

  @Test
  void lostSessionsAreReplacedUpToTheLeastNumber() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "minPoolSize", "2", "reconnectCooldown", "0")) {
      server.awaitSessions(2);
      await(() -> pool.factory().status().openSessions() == 2);
      server.closeIdleSessions();
      server.awaitSessions(4);
      await(() -> pool.factory().status().openSessions() == 2);
    }
  }

  @Test
  void leaseThatIsHeldTooLongIsReportedThoughNobodyElseBorrows() throws Exception {
    List<String> warnings = new CopyOnWriteArrayList<>();
    Handler handler = new Recorder(warnings);
    LOGGER.addHandler(handler);
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = pool(server, "leakDetectionThreshold", "1ms");
        SmtpConnection forgotten = pool.factory().getConnection()) {
      await(() -> warnings.stream().anyMatch(text -> text.contains(": a lease taken by thread ")));
      assertTrue(forgotten.endpointKey().endsWith(String.valueOf(server.port())));
    } finally {
      LOGGER.removeHandler(handler);
    }
  }

  private static final class Recorder extends Handler {

    private final List<String> messages;

    Recorder(List<String> messages) {
      this.messages = messages;
    }

    @Override
    public void publish(LogRecord logged) {
      messages.add(logged.getMessage());
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
