package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.ScriptedSmtpServer;

/** What an EJB sees when a host cannot be used. */
@Acceptance
class FailureIT {

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    mail =
        stage.start(
            ScriptedSmtpServer.builder()
                .tls(stage.certificates())
                .user("anna", "right")
                .requireAuth());
    ScriptedSmtpServer stranger =
        stage.start(
            ScriptedSmtpServer.builder().tls(stage.certificates().untrustedServerContext()));
    ScriptedSmtpServer gone = stage.start(ScriptedSmtpServer.builder());
    gone.refuseConnections();
    stage.configure(
        stage
            .secure("wrong-password", mail)
            .with("userName", "anna")
            .with("password", "the-wrong-secret"));
    stage.configure(stage.secure("untrusted", stranger));
    stage.configure(Stage.plain("gone", gone));
    application = stage.deploy("failure", "wrong-password");
  }

  @Test
  void wrongPasswordIsAPermanentFailureWithTheServersReplyAndWithoutThePassword() {
    Properties answer = sendByEjb("wrong-password");
    assertFailure(answer, "PERMANENT_FAILURE", "AUTHENTICATION_REFUSED", "AUTHENTICATE");
    String message = answer.getProperty("message");
    assertTrue(message.contains("535"), message);
    assertTrue(!answer.toString().contains("the-wrong-secret"), answer::toString);
    assertEquals("", answer.getProperty("sendAgain"));
  }

  @Test
  void refusedConnectionMayBeSentAgain() {
    Properties answer = sendByEjb("gone");
    assertFailure(answer, "RETRYABLE_BEFORE_SEND", "CONNECT_FAILED", "CONNECT");
    assertTrue(answer.getProperty("message").contains("localhost:"), answer::toString);
    assertEquals("anna@example.org", answer.getProperty("sendAgain"));
  }

  @Test
  void untrustedCertificateIsAPermanentFailureAtStartTls() {
    Properties answer = sendByEjb("untrusted");
    assertFailure(answer, "PERMANENT_FAILURE", "TLS_FAILED", "STARTTLS");
  }

  private Properties sendByEjb(String factoryName) {
    return application.run("send", "via", "ejb", "factory", stage.jndiName(factoryName));
  }

  private static void assertFailure(Properties answer, String kind, String reason, String stage) {
    assertEquals(
        "org.smtpra.SmtpSendFailedException", answer.getProperty("failure"), answer::toString);
    assertEquals(kind, answer.getProperty("kind"), answer::toString);
    assertEquals(reason, answer.getProperty("reason"), answer::toString);
    assertEquals(stage, answer.getProperty("stage"), answer::toString);
  }
}
