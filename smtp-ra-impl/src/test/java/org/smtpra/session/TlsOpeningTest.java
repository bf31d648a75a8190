package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureReason.CONNECTION_LOST;
import static org.smtpra.SmtpFailureReason.CONNECT_FAILED;
import static org.smtpra.SmtpFailureReason.PROTOCOL_ERROR;
import static org.smtpra.SmtpFailureReason.TIMEOUT;
import static org.smtpra.SmtpFailureReason.TLS_FAILED;
import static org.smtpra.SmtpSendStage.CONNECT;
import static org.smtpra.SmtpSendStage.EHLO;
import static org.smtpra.SmtpSendStage.STARTTLS;
import static org.smtpra.session.Failures.assertFailure;

import java.security.cert.CertificateException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.SessionRecord;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.TlsContext;

/** STARTTLS and TLS from the first octet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class TlsOpeningTest {

  private final SSLContext good;
  private final TlsContext trust;

  TlsOpeningTest(TestCertificates certificates) throws Exception {
    good = certificates.serverContext();
    trust = TestClient.trust(certificates);
  }

  private TestClient client(Security security) {
    return new TestClient(security, trust);
  }

  private ScriptedSmtpServerBuilder startTlsServer() {
    return ScriptedSmtpServer.builder().tls(good);
  }

  private ScriptedSmtpServerBuilder serverFor(Security security, SSLContext certificate) {
    return security == Security.TLS
        ? ScriptedSmtpServer.builder().implicitTls(certificate)
        : ScriptedSmtpServer.builder().tls(certificate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void everyWayToTlsLeadsThere(String protocol) throws Exception {
    for (Security security :
        List.of(Security.TLS, Security.STARTTLS, Security.STARTTLS_WHEN_AVAILABLE)) {
      try (ScriptedSmtpServer server = serverFor(security, good).tlsProtocols(protocol).start()) {
        TestClient client = client(security);
        SmtpSession session = client.open(server);
        assertTrue(session.looksIdle(), "session tickets are no data");
        session.send(TestMessage.to("anna@example.org"), TestMessage.small(), client.soon());
        session.close();
        SessionRecord record = server.awaitClosed(1).get(0);
        assertEquals(protocol, record.tlsProtocol());
        assertTrue(server.received().get(0).overTls());
        assertTrue(record.commands().contains("QUIT"));
      }
    }
  }

  @Test
  void whatWasOfferedInClearTextIsForgotten() throws Exception {
    try (ScriptedSmtpServer server =
        startTlsServer().keywords("8BITMIME").clearTextKeywords("SIZE 10", "SMTPUTF8").start()) {
      TestClient client = client(Security.STARTTLS);
      SmtpSession session = client.open(server);
      session.send(TestMessage.to("anna@example.org"), TestMessage.small(), client.soon());
      assertTrue(server.received().get(0).mailParameters().isEmpty());
      assertEquals(2, server.commands("EHLO"));
      session.close();
    }
  }

  @Test
  void missingOfferEndsOnlyASessionThatRequiresTls() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      SmtpFailure failure = client(Security.STARTTLS).openFails(server);
      assertFailure(PERMANENT_FAILURE, TLS_FAILED, STARTTLS, failure);
      assertTrue(failure.getMessage().contains("does not offer STARTTLS"), failure.getMessage());
      assertTrue(client(Security.STARTTLS_WHEN_AVAILABLE).open(server).isUsable());
    }
  }

  @Test
  void answersToStartTlsMeanWhatTheySay() throws Exception {
    assertStartTls("454 4.7.0 not now", RETRYABLE_BEFORE_SEND, TLS_FAILED);
    assertStartTls("501 5.5.4 no parameters", PERMANENT_FAILURE, TLS_FAILED);
    assertStartTls("421 4.3.2 bye", RETRYABLE_BEFORE_SEND, TLS_FAILED);
    assertStartTls("250 2.0.0 fine", RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR);
  }

  private void assertStartTls(String reply, SmtpFailureKind kind, SmtpFailureReason reason) {
    try (ScriptedSmtpServer server = startTlsServer().start()) {
      server.on(Stage.STARTTLS, new Fault.Reply(reply));
      assertFailure(kind, reason, STARTTLS, client(Security.STARTTLS).openFails(server));
    }
  }

  @Test
  void refusedStartTlsDoesNotFallBackToClearText() {
    try (ScriptedSmtpServer server = startTlsServer().start()) {
      server.on(Stage.STARTTLS, new Fault.Reply("454 4.7.0 not now"));
      SmtpFailure failure = client(Security.STARTTLS_WHEN_AVAILABLE).openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, TLS_FAILED, STARTTLS, failure);
    }
  }

  @Test
  void octetsBehindTheAnswerAreAnAttack() {
    try (ScriptedSmtpServer server = startTlsServer().start()) {
      server.on(
          Stage.STARTTLS,
          new Fault.ReplyThenExtra("220 2.0.0 go", "250-evil\r\n250 AUTH PLAIN\r\n"));
      SmtpFailure failure = client(Security.STARTTLS).openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, TLS_FAILED, STARTTLS, failure);
      assertTrue(failure.getMessage().contains("tampering"), failure.getMessage());
      assertFalse(server.awaitClosed(1).get(0).tls());
    }
  }

  @Test
  void brokenHandshakeIsToldByItsStage() throws Exception {
    for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
      TestClient client = client(security);
      assertBroken(client, security, new Fault.RawBytes("250 what handshake?\r\n"), TLS_FAILED);
      assertBroken(client, security, new Fault.CloseBefore(), TLS_FAILED);
      ShortTime.play(
          limit ->
              assertBroken(
                  client(security).connectTimeout(limit),
                  security,
                  new Fault.StopReading(),
                  TIMEOUT));
    }
  }

  private void assertBroken(
      TestClient client, Security security, Fault fault, SmtpFailureReason reason) {
    try (ScriptedSmtpServer server = serverFor(security, good).start()) {
      server.on(Stage.TLS_HANDSHAKE, fault);
      SmtpSendStage stage = security == Security.TLS ? CONNECT : STARTTLS;
      assertFailure(RETRYABLE_BEFORE_SEND, reason, stage, client.openFails(server));
    }
  }

  @Test
  void resetInTheHandshakeIsALostConnection() {
    for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
      try (ScriptedSmtpServer server = serverFor(security, good).start()) {
        server.on(Stage.TLS_HANDSHAKE, new Fault.Reset());
        SmtpFailure failure = client(security).openFails(server);
        assertEquals(RETRYABLE_BEFORE_SEND, failure.classification().kind());
        assertTrue(
            lostBy(security).contains(failure.classification().reason()), failure.getMessage());
      }
    }
  }

  /** Without a dialogue before the handshake, the reset may come before connect() has returned. */
  private static Set<SmtpFailureReason> lostBy(Security security) {
    return security == Security.TLS
        ? Set.of(CONNECTION_LOST, CONNECT_FAILED)
        : Set.of(CONNECTION_LOST);
  }

  @Test
  void badCertificatesAreRefusedForGood(TestCertificates certificates) {
    for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
      SmtpSendStage stage = security == Security.TLS ? CONNECT : STARTTLS;
      for (SSLContext bad :
          List.of(
              certificates.untrustedServerContext(),
              certificates.wrongNameServerContext(),
              certificates.expiredServerContext())) {
        try (ScriptedSmtpServer server = serverFor(security, bad).start()) {
          SmtpFailure failure = client(security).openFails(server);
          assertFailure(PERMANENT_FAILURE, TLS_FAILED, stage, failure);
          assertNotNull(Causes.find(failure, CertificateException.class), failure.getMessage());
        }
      }
    }
  }

  @Test
  void clearTextServerIsNoTlsServer() {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      SmtpFailure failure = client(Security.TLS).openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, TLS_FAILED, CONNECT, failure);
    }
  }

  @Test
  void refusedEhloUnderTlsIsTold() {
    try (ScriptedSmtpServer server = startTlsServer().start()) {
      server.on(Stage.EHLO, 2, new Fault.Reply("421 4.3.2 bye"));
      SmtpFailure failure = client(Security.STARTTLS).openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, SmtpFailureReason.GREETING_REFUSED, EHLO, failure);
    }
  }

  @Test
  void limitOfTheCallerBoundsTheHandshake() throws Exception {
    ShortTime.play(
        limit -> {
          try (ScriptedSmtpServer server = startTlsServer().start()) {
            server.on(Stage.TLS_HANDSHAKE, new Fault.StopReading());
            TestClient client = client(Security.STARTTLS);
            SmtpFailure failure =
                assertThrows(SmtpFailure.class, () -> client.open(server.port(), client.in(limit)));
            assertFailure(RETRYABLE_BEFORE_SEND, TIMEOUT, STARTTLS, failure);
          }
        });
  }
}
