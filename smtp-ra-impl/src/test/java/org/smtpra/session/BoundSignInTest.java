package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureReason.AUTHENTICATION_REFUSED;
import static org.smtpra.SmtpFailureReason.TLS_FAILED;
import static org.smtpra.SmtpSendStage.AUTHENTICATE;
import static org.smtpra.session.Failures.assertFailure;

import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.testkit.TlsRelay;
import org.smtpra.transport.TlsContext;

/** Sign-ins that are bound to their TLS session, by a server that looks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class BoundSignInTest {

  private static final String PASSWORD = "b0und to the session";
  private static final String PLUS = "SCRAM-SHA-256-PLUS";

  private final TestCertificates certificates;
  private final TlsContext trust;

  BoundSignInTest(TestCertificates certificates) throws Exception {
    this.certificates = certificates;
    trust = TestClient.trust(certificates);
  }

  private ScriptedSmtpServerBuilder server() {
    return ScriptedSmtpServer.builder()
        .implicitTls(certificates)
        .mechanisms(PLUS, "SCRAM-SHA-256")
        .user("anna", PASSWORD)
        .requireAuth();
  }

  private TestClient anna() {
    return new TestClient(Security.TLS, trust).as("anna", PASSWORD);
  }

  private static List<String> mechanisms(ScriptedSmtpServer server) {
    return server.sessions().stream()
        .flatMap(session -> session.commands().stream())
        .filter(line -> line.startsWith("AUTH "))
        .map(line -> line.split(" ", 3)[1])
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void signInIsBoundWhereTheServerOffersIt(String protocol) throws Exception {
    try (ScriptedSmtpServer server = server().tlsProtocols(protocol).start()) {
      anna().open(server).close();
      assertEquals(List.of(PLUS), mechanisms(server));
      assertEquals("anna", server.sessions().get(0).user());
    }
  }

  /** The handshake is shortened then, and nobody shows a certificate again. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void signInIsBoundInAResumedTlsSessionToo(String protocol) throws Exception {
    try (ScriptedSmtpServer server = server().tlsProtocols(protocol).start()) {
      TestClient client = anna();
      SessionOpener opener = client.opener(server.port());
      for (int i = 0; i < 3; i++) {
        client.open(opener, server.port()).close();
      }
      assertEquals(List.of(PLUS, PLUS, PLUS), mechanisms(server));
    }
  }

  @Test
  void wrongPasswordIsRefusedAndTheDoubtIsTold() {
    try (ScriptedSmtpServer server = server().start()) {
      SmtpFailure failure = anna().as("anna", "wr0ng-pa55word").openFails(server);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      assertEquals(535, failure.classification().reply().orElseThrow().code());
      assertTrue(failure.getMessage().contains("the TLS session ends before"), failure::toString);
      assertEquals(1, server.commands("AUTH"));
    }
  }

  @Test
  void relayWithAnotherCertificateIsFoundOut() {
    try (ScriptedSmtpServer server = server().start();
        TlsRelay relay = relay(server, certificates.otherServerContext(), text -> text)) {
      SmtpFailure failure = fails(anna(), relay);
      assertFailure(PERMANENT_FAILURE, TLS_FAILED, AUTHENTICATE, failure);
      String text = failure.getMessage();
      assertTrue(text.contains("channel-bindings-dont-match"), text);
      assertTrue(text.contains("leave SCRAM-SHA-256-PLUS out of saslMechanisms"), text);
      assertEquals(1, server.commands("AUTH"));
    }
  }

  /** What is bound to is the certificate, not the connection: this is no man in the middle. */
  @Test
  void relayWithTheServersOwnCertificateIsTaken() throws Exception {
    try (ScriptedSmtpServer server = server().start();
        TlsRelay relay = relay(server, certificates.serverContext(), text -> text)) {
      anna().open(relay.port(), anna().soon()).close();
      assertEquals("anna", server.sessions().get(0).user());
    }
  }

  @Test
  void strippedOfferIsFoundOutByTheServer() {
    try (ScriptedSmtpServer server = server().start();
        TlsRelay relay =
            relay(
                server, certificates.otherServerContext(), text -> text.replace(" " + PLUS, ""))) {
      SmtpFailure failure = fails(anna(), relay);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      String text = failure.getMessage();
      assertTrue(text.contains("has taken it off the offer"), text);
      assertEquals(List.of("SCRAM-SHA-256"), mechanisms(server));
      assertEquals("", server.sessions().get(0).user());
    }
  }

  @Test
  void relayIsTakenWhereTheAdministratorLeavesBindingOut() throws Exception {
    try (ScriptedSmtpServer server = server().start();
        TlsRelay relay = relay(server, certificates.otherServerContext(), text -> text)) {
      anna().mechanisms("SCRAM-SHA-256").open(relay.port(), anna().soon()).close();
      assertEquals(List.of("SCRAM-SHA-256"), mechanisms(server));
    }
  }

  @Test
  void certificateWithoutAHashIsNotBoundTo() throws Exception {
    try (ScriptedSmtpServer server =
        server().implicitTls(certificates.ed25519ServerContext()).start()) {
      anna().open(server).close();
      assertEquals(List.of("SCRAM-SHA-256"), mechanisms(server));
      SmtpFailure failure = anna().mechanisms(PLUS).openFails(server);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      assertTrue(failure.getMessage().contains("whose signature has a hash"), failure::toString);
    }
  }

  @Test
  void withoutTlsNothingIsBoundAndNothingIsClaimed() throws Exception {
    try (ScriptedSmtpServer server =
        ScriptedSmtpServer.builder()
            .mechanisms(PLUS, "SCRAM-SHA-256")
            .user("anna", PASSWORD)
            .start()) {
      new TestClient(Security.NONE, trust).as("anna", PASSWORD).open(server).close();
      assertEquals(List.of("SCRAM-SHA-256"), mechanisms(server));
    }
  }

  /** Most servers know tls-unique and tls-exporter only, and SMTP has no words to say so. */
  @Test
  void serverThatBindsToSomethingElseIsRememberedAndServesUnbound() throws Exception {
    try (ScriptedSmtpServer server = server().withoutServerEndPoint().start()) {
      TestClient client = anna();
      SessionOpener opener = client.opener(server.port());
      client.open(opener, server.port()).close();
      client.open(opener, server.port()).close();
      assertEquals(List.of(PLUS, "SCRAM-SHA-256", "SCRAM-SHA-256"), mechanisms(server));
      assertTrue(
          server.sessions().stream().allMatch(session -> authentications(session.commands()) <= 1));
    }
  }

  private static long authentications(List<String> commands) {
    return commands.stream().filter(line -> line.startsWith("AUTH ")).count();
  }

  @Test
  void bindingThatIsNamedIsDemanded() {
    try (ScriptedSmtpServer server = server().withoutServerEndPoint().start()) {
      TestClient client = anna().mechanisms("SCRAM-SHA-256", PLUS);
      SessionOpener opener = client.opener(server.port());
      for (int i = 0; i < 2; i++) {
        SmtpFailure failure =
            Assertions.assertThrows(SmtpFailure.class, () -> client.open(opener, server.port()));
        assertFailure(PERMANENT_FAILURE, TLS_FAILED, AUTHENTICATE, failure);
        assertTrue(failure.getMessage().contains("tls-server-end-point"), failure::toString);
        assertFalse(failure.getMessage().contains(PASSWORD), failure::toString);
      }
      assertEquals(List.of(PLUS, PLUS), mechanisms(server));
    }
  }

  private TlsRelay relay(
      ScriptedSmtpServer server, SSLContext shown, UnaryOperator<String> change) {
    return TlsRelay.before(shown, certificates.clientContext(), server.port(), change);
  }

  private static SmtpFailure fails(TestClient client, TlsRelay relay) {
    return Assertions.assertThrows(
        SmtpFailure.class, () -> client.open(relay.port(), client.soon()));
  }
}
