package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationServer.LogMark;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.server.DovecotSubmissionServer;
import org.smtpra.testkit.server.MailRelay;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.SigningEndpoint;

/**
 * A mail server that takes nothing but tokens, and checks them: Dovecot. The connection factory is
 * made by the commands of docs/how-to/tokens.md, and by nothing else.
 */
@Acceptance
class TokenExpiryIT {

  private static final String CLIENT_SECRET = "s3cret of app";
  private static final int LIFE_SECONDS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension final Stage stage = new Stage();

  private SigningEndpoint endpoint;
  private ScriptedSmtpServer relay;
  private Application application;
  private LogMark mark;

  @BeforeAll
  void deploy() throws IOException {
    DovecotSubmissionServer.availability().orAbort();
    endpoint = stage.keep(SigningEndpoint.start(LIFE_SECONDS));
    relay = stage.start(ScriptedSmtpServer.builder());
    DovecotSubmissionServer dovecot = stage.keep(dovecot());
    mark = stage.server().markLog();
    stage.keep(stage.server().configureWithToken(filledIn(dovecot)));
    application = stage.deploy("tokens", "mailbox");
  }

  private DovecotSubmissionServer dovecot() {
    MailServerSettings settings =
        MailServerSettings.of(
            stage.certificates().certificatePem(), stage.certificates().privateKeyPem());
    return DovecotSubmissionServer.start(
        endpoint.inDovecot(settings).withLine("auth_mechanisms = oauthbearer"),
        MailRelay.to(relay.host(), relay.port()));
  }

  private Map<String, String> filledIn(DovecotSubmissionServer dovecot) {
    return Map.of(
        "smtp.host",
        "localhost",
        "smtp.port",
        String.valueOf(dovecot.port()),
        "smtp.user",
        SigningEndpoint.USER,
        "smtp.tokenEndpoint",
        endpoint.address(),
        "smtp.clientId",
        "app",
        "smtp.clientSecret",
        CLIENT_SECRET,
        "smtp.scope",
        "mail",
        "smtp.trustStoreFile",
        stage.certificates().authorityPem().toString());
  }

  @Test
  void threeTokensEndAndNoSendOfTheSessionBeanFails() {
    int before = relay.received().size();
    int sent = 0;
    long began = System.nanoTime();
    while (endpoint.requests() <= 3 && System.nanoTime() - began < PATIENCE.toNanos()) {
      Properties answer = application.run("send", "via", "ejb", "subject", "number " + sent);
      assertEquals("250", answer.getProperty("reply"), answer::toString);
      sent++;
    }
    int tokens = endpoint.requests();
    assertTrue(sent > 3 && tokens > 3, sent + " messages, " + tokens + " tokens: nothing proven");
    assertEquals(before + sent, relay.awaitReceived(before + sent).size());
    String log = mark.text();
    assertFalse(log.contains(CLIENT_SECRET) || log.contains("eyJ"), log);
  }
}
