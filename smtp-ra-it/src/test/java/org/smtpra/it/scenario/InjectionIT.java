package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.SessionRecord;

/** An EJB, a servlet and a CDI bean get the factory injected and send. */
@Acceptance
class InjectionIT {

  private static final String PASSWORD = "Stra\u00dfe \u20ac \u0416";

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    mail =
        stage.start(
            ScriptedSmtpServer.builder()
                .tls(stage.certificates())
                .user("anna", PASSWORD)
                .mechanisms("SCRAM-SHA-256")
                .requireAuth());
    stage.configure(
        stage.secure("injection", mail).with("userName", "anna").with("password", PASSWORD));
    application = stage.deploy("injection", "injection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ejb", "servlet", "cdi"})
  void componentSendsUnderTlsSignedInWithScramAndANonAsciiPassword(String component) {
    Properties answer = application.run("send", "via", component, "subject", component);
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    ReceivedMessage received = withSubject(component);
    assertEquals("anna", received.authenticatedUser());
    assertTrue(received.overTls());
    SessionRecord session = mail.sessions().get(received.sessionNumber() - 1);
    assertTrue(
        session.commands().stream().anyMatch(line -> line.startsWith("AUTH SCRAM-SHA-256")),
        () -> "was: " + session.commands());
  }

  @Test
  void multipartMessageIsRenderedOnAThreadOfTheWebApplication() {
    Properties answer =
        application.run("send", "via", "servlet", "subject", "parts", "multipart", "true");
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    String content = withSubject("parts").contentAsText();
    assertTrue(content.contains("multipart/alternative"), content);
    assertTrue(content.contains("text/html"), content);
  }

  private ReceivedMessage withSubject(String subject) {
    return mail.received().stream()
        .filter(message -> message.header("Subject").equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no message with subject " + subject));
  }
}
