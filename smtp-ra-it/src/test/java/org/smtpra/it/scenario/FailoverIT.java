package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A second mail server stands in for the first, and only as long as it must. */
@Acceptance
class FailoverIT {

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer better;
  private ScriptedSmtpServer backup;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    better = stage.start(ScriptedSmtpServer.builder());
    backup = stage.start(ScriptedSmtpServer.builder());
    stage.configure(
        Stage.plain("failover", better, backup)
            .with("hosts", Stage.key(better) + "," + Stage.key(backup) + ";priority=1")
            // Longer than the sends to the backup take: the better host's trial ends its session.
            .with("reconnectCooldown", "6s")
            .with("maxReconnectCooldown", "6s")
            .with("maxRetryAttempts", "0"));
    application = stage.deploy("failover", "failover");
  }

  @Test
  void sendsGoToTheBackupWhileTheBetterHostIsDownAndReturnOnceItIsBack() {
    assertSentBy(better);
    better.refuseConnections();
    better.closeIdleSessions();
    assertSentBy(backup);
    assertSentBy(backup);
    assertEquals(1, backup.sessionsAccepted());

    better.acceptConnections();
    Bounded.await(
        "the better host to be found",
        () ->
            application
                .run("status")
                .getProperty("state " + Stage.key(better))
                .equals("AVAILABLE"));
    assertSentBy(better);
    backup.awaitClosed(1);
    assertEquals(4, better.received().size() + backup.received().size());
  }

  private void assertSentBy(ScriptedSmtpServer host) {
    Properties answer = application.run("send", "via", "ejb");
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    assertEquals("1", answer.getProperty("attempts"), answer::toString);
    assertEquals(Stage.key(host), answer.getProperty("endpoint"), answer::toString);
  }
}
