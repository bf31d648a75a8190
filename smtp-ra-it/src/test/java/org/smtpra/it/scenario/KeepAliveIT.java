package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.ScriptedSmtpServer;

/** What becomes of idle sessions without a borrower, and without the server's own validation. */
@Acceptance
class KeepAliveIT {

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer kept;
  private ScriptedSmtpServer unused;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    kept = stage.start(ScriptedSmtpServer.builder());
    unused = stage.start(ScriptedSmtpServer.builder());
    stage.configure(
        Stage.plain("kept", kept).with("keepAliveInterval", "2s").with("idleTimeout", "0"));
    stage.configure(
        Stage.plain("unused", unused).with("keepAliveInterval", "1s").with("idleTimeout", "2s"));
    application = stage.deploy("keepalive", "kept");
  }

  @Test
  void idleSessionIsProvenInTheBackgroundAndServesTheNextSend() {
    send("kept");
    Bounded.await("two probes", () -> kept.commands("NOOP") >= 2);
    send("kept");
    assertEquals(1, kept.sessionsAccepted());
  }

  @Test
  void sessionThatNobodyUsesEnds() {
    send("unused");
    unused.awaitClosed(1);
    assertEquals(1, unused.commands("QUIT"));
    Bounded.await("no open session", () -> "0".equals(openSessions("unused")));
  }

  private String openSessions(String factory) {
    return application
        .run("status", "factory", stage.jndiName(factory))
        .getProperty("openSessions");
  }

  private void send(String factory) {
    Properties answer = application.run("send", "factory", stage.jndiName(factory));
    assertEquals("250", answer.getProperty("reply"), answer::toString);
  }
}
