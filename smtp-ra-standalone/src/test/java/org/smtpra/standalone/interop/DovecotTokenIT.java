package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.standalone.PoolProperties;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.testkit.server.DovecotSubmissionServer;
import org.smtpra.testkit.server.MailRelay;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.SigningEndpoint;
import org.smtpra.testkit.sweep.SweptClass;

/**
 * Dovecot's submission service that takes nothing but tokens, whose signature and end it checks,
 * and an endpoint that signs them. The relay behind Dovecot keeps what arrives.
 */
@ExtendWith({TestCertificatesExtension.class, SweptClass.class})
class DovecotTokenIT {

  private static final int LIFE_SECONDS = 4;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestCertificates certificates;

  DovecotTokenIT(TestCertificates certificates) {
    this.certificates = certificates;
  }

  @BeforeEach
  void needsDovecot() {
    DovecotSubmissionServer.availability().orAbort();
  }

  private DovecotSubmissionServer dovecot(SigningEndpoint endpoint, ScriptedSmtpServer relay) {
    MailServerSettings settings =
        MailServerSettings.of(certificates.certificatePem(), certificates.privateKeyPem());
    return DovecotSubmissionServer.start(
        endpoint.inDovecot(settings), MailRelay.to(relay.host(), relay.port()));
  }

  private SmtpPool pool(SigningEndpoint endpoint, DovecotSubmissionServer dovecot, String... more) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", "localhost");
    properties.put("port", String.valueOf(dovecot.port()));
    properties.put("trustStoreFile", certificates.authorityPem().toString());
    properties.put("userName", SigningEndpoint.USER);
    properties.put("tokenSource", "CLIENT_CREDENTIALS");
    properties.put("tokenEndpoint", endpoint.address());
    properties.put("tokenClientId", "app");
    properties.put("tokenClientSecret", "s3cret");
    properties.put("tokenScope", "mail");
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return SmtpPool.open(properties);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
  void signsInByEitherMechanism(String mechanism) throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.builder().start();
        SigningEndpoint endpoint = SigningEndpoint.start(3600);
        DovecotSubmissionServer dovecot = dovecot(endpoint, relay);
        SmtpPool pool = pool(endpoint, dovecot, "saslMechanisms", mechanism)) {
      pool.factory().send(Mails.text(pool.factory(), "by " + mechanism));
      assertEquals(1, relay.awaitReceived(1).size());
    }
  }

  /** Each message in a session of its own, so that each needs a token that is good just then. */
  @Test
  void threeTokensEndAndNoSendFails() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.builder().start();
        SigningEndpoint endpoint = SigningEndpoint.start(LIFE_SECONDS);
        DovecotSubmissionServer dovecot = dovecot(endpoint, relay);
        SmtpPool pool = pool(endpoint, dovecot, "maxMessagesPerSession", "1")) {
      int sent = 0;
      long began = System.nanoTime();
      while (endpoint.requests() <= 3 && System.nanoTime() - began < PATIENCE.toNanos()) {
        pool.factory().send(Mails.text(pool.factory(), "number " + sent));
        sent++;
      }
      assertTrue(endpoint.requests() > 3, "so slow that nothing was proven: " + sent);
      assertEquals(sent, relay.awaitReceived(sent).size());
    }
  }

  @Test
  void tokenOfSomebodyElseIsRefusedWithoutBeingShown() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.builder().start();
        SigningEndpoint endpoint = SigningEndpoint.start(3600);
        DovecotSubmissionServer dovecot = dovecot(endpoint, relay);
        SmtpPool pool = pool(endpoint, dovecot, "userName", "other@example.test")) {
      SmtpSendFailedException failure =
          Mails.failure(pool.factory(), Mails.text(pool.factory(), "as somebody else"));
      assertEquals(
          SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind(), failure::toString);
      assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, failure.classification().reason());
      String shown = failure + "" + failure.transcript();
      assertTrue(shown.contains("check tokenScope"), shown);
      assertFalse(shown.contains("eyJ"), "no JWT: " + shown);
    }
  }
}
