package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationServer.LogMark;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.PoolSettings;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A pool that fills itself at start meets a mail server that cannot be used yet. */
@Acceptance
class UnreachableAtStartIT {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void hostThatIsDownAtStartKeepsNothingFromStartingAndServesOnceItIsUp() throws Exception {
    ScriptedSmtpServer mail = stage.start(ScriptedSmtpServer.builder());
    mail.refuseConnections();
    LogMark mark = stage.server().markLog();
    Application application =
        started(
            Stage.plain("late", mail)
                .with("reconnectCooldown", "200ms")
                .with("maxReconnectCooldown", "1s"),
            "late");
    Properties refused = send(application, "late");
    assertEquals("RETRYABLE_BEFORE_SEND", refused.getProperty("kind"), refused::toString);
    Bounded.await(
        "a line of the log", () -> mark.text().contains(Stage.key(mail) + " is left alone"));
    mail.acceptConnections();
    Bounded.await(
        "the host to serve", () -> "250".equals(send(application, "late").getProperty("reply")));
  }

  @Test
  void wrongPasswordAtStartKeepsNothingFromStartingAndIsToldToEachSend() throws Exception {
    ScriptedSmtpServer mail =
        stage.start(ScriptedSmtpServer.builder().user("anna", "right").requireAuth());
    Application application =
        started(
            Stage.plain("locked", mail)
                .with("userName", "anna")
                .with("password", "not-that-one")
                .with("reconnectCooldown", "1h")
                .with("maxReconnectCooldown", "1h"),
            "locked");
    for (int i = 0; i < 2; i++) {
      Properties refused = send(application, "locked");
      assertEquals("AUTHENTICATION_REFUSED", refused.getProperty("reason"), refused::toString);
      assertTrue(refused.getProperty("message").contains("535"), refused::toString);
    }
    assertEquals(1, mail.commands("AUTH"));
  }

  private Application started(FactorySettings settings, String name) throws Exception {
    stage.configure(settings.with("maxRetryAttempts", "0").with(PoolSettings.usual().prefilled(2)));
    return stage.deploy(name, name);
  }

  private Properties send(Application application, String factory) {
    return application.run("send", "via", "ejb", "factory", stage.jndiName(factory));
  }
}
