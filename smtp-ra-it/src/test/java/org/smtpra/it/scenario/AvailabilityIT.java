package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The adapter's figures in JMX, which every server has, also one without metrics of its own. */
@Acceptance
class AvailabilityIT {

  private static final Logger LOG = System.getLogger(AvailabilityIT.class.getName());

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(
        Stage.plain("availability", mail)
            .with("maxRetryAttempts", "0")
            .with("acquireTimeout", "0")
            .with("reconnectCooldown", "500ms")
            .with("maxReconnectCooldown", "500ms"));
    application = stage.deploy("availability", "availability");
  }

  private Properties send() {
    return application.run("send", "factory", stage.jndiName("availability"));
  }

  @Test
  void outageAndItsEndAreSeenInJmxWithinAMoment() {
    assertEquals("250", send().getProperty("reply"));
    awaitAvailable("1.0");
    mail.refuseConnections();
    mail.closeIdleSessions();
    Properties refused = send();
    assertEquals("RETRYABLE_BEFORE_SEND", refused.getProperty("kind"), refused::toString);
    Duration down = awaitAvailable("0.0");
    mail.acceptConnections();
    Duration up = awaitAvailable("1.0");
    LOG.log(
        Level.INFO,
        "JMX showed the outage after {0} ms, and its end after {1} ms",
        down.toMillis(),
        up.toMillis());
  }

  private Duration awaitAvailable(String level) {
    long began = System.nanoTime();
    Bounded.await(
        "availability " + level,
        () ->
            level.equals(
                application.run("availability", "host", Stage.key(mail)).getProperty("available")));
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
