package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The adapter's figures in JMX, which every server has, also one without metrics of its own. */
@Acceptance
class AvailabilityIT {

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
    stage.report(new OutageWatch(mail, this::sendInVain, this::available).watch().report("JMX"));
  }

  private void sendInVain() {
    Properties refused = send();
    assertEquals("RETRYABLE_BEFORE_SEND", refused.getProperty("kind"), refused::toString);
  }

  private double available() {
    Properties answer = application.run("availability", "host", Stage.key(mail));
    return Double.parseDouble(answer.getProperty("available", "NaN"));
  }
}
