package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.ready.MailReadiness;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The application's readiness check on the server's own health endpoint. */
@Acceptance
class ReadinessIT {

  private static final String WAR = "ready.war";

  @RegisterExtension final Stage stage = new Stage();

  private final HttpClient client = HttpClient.newHttpClient();
  private ScriptedSmtpServer mail;
  private Application application;
  private URI endpoint;

  @BeforeAll
  void deploy() throws IOException {
    endpoint = stage.server().readiness();
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(
        Stage.plain("ready", mail)
            .with("maxRetryAttempts", "0")
            .with("acquireTimeout", "0")
            .with("reconnectCooldown", "1s")
            .with("maxReconnectCooldown", "1s"));
    WebArchive war =
        ApplicationArchive.war(
                WAR, stage.jndiName("ready"), stage.server().manifestDependencies("smtp-ra.rar"))
            .addPackage(MailReadiness.class.getPackage())
            .addAsLibrary(new File(System.getProperty("smtp-ra.observability")));
    application = stage.deploy("ready", war);
  }

  private HttpResponse<String> ask() {
    try {
      return client.send(
          HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void await(int status) {
    Bounded.await(
        "smtp-ra with status " + status,
        () -> {
          HttpResponse<String> answer = ask();
          return answer.statusCode() == status && answer.body().contains("smtp-ra");
        });
  }

  @Test
  void applicationIsNotReadyWhileNoHostServesAndReadyAgainAfterTheOutage() {
    Properties sent = application.run("send", "factory", stage.jndiName("ready"));
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    await(200);
    mail.refuseConnections();
    mail.closeIdleSessions();
    application.run("send", "factory", stage.jndiName("ready"));
    await(503);
    mail.acceptConnections();
    await(200);
  }
}
