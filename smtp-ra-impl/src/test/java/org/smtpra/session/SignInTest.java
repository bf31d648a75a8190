package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE;
import static org.smtpra.SmtpFailureReason.AUTHENTICATION_REFUSED;
import static org.smtpra.SmtpFailureReason.AUTHENTICATION_TEMPORARY;
import static org.smtpra.SmtpFailureReason.CONNECTION_LOST;
import static org.smtpra.SmtpFailureReason.PROTOCOL_ERROR;
import static org.smtpra.SmtpFailureReason.TIMEOUT;
import static org.smtpra.SmtpFailureReason.TLS_FAILED;
import static org.smtpra.SmtpSendStage.AUTHENTICATE;
import static org.smtpra.session.Failures.assertFailure;

import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.config.Credentials;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.TlsContext;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class SignInTest {

  private static final String PASSWORD = "s\u00e9cret word";

  private final SSLContext good;
  private final TlsContext trust;

  SignInTest(TestCertificates certificates) throws Exception {
    good = certificates.serverContext();
    trust = TestClient.trust(certificates);
  }

  private ScriptedSmtpServerBuilder server() {
    return ScriptedSmtpServer.builder().tls(good).user("anna", PASSWORD).requireAuth();
  }

  private TestClient anna() {
    return new TestClient(Security.STARTTLS, trust).as("anna", PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "LOGIN"})
  void everyMechanismSignsIn(String mechanism) throws Exception {
    try (ScriptedSmtpServer server = server().mechanisms(mechanism).start()) {
      TestClient client = anna();
      SmtpSession session = client.open(server);
      session.send(TestMessage.to("bob@example.org"), TestMessage.small(), client.soon());
      assertEquals("anna", server.received().get(0).authenticatedUser());
      assertEquals("anna", session.credentials().map(Credentials::userName).orElse(""));
      session.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "LOGIN"})
  void wrongPasswordIsRefusedForGoodAndNotShown(String mechanism) {
    try (ScriptedSmtpServer server = server().mechanisms(mechanism).start()) {
      TestClient client = new TestClient(Security.STARTTLS, trust).as("anna", "wr0ng-pa55word");
      SmtpFailure failure = client.openFails(server);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      assertEquals(535, failure.classification().reply().orElseThrow().code());
      String shown = failure.getMessage() + failure.transcript();
      assertFalse(shown.contains("wr0ng"), shown);
      assertTrue(shown.contains("AUTH " + mechanism + " ***"), shown);
      assertEquals(1, server.commands("AUTH"));
    }
  }

  @Test
  void refusalForNowIsTemporary() {
    assertAuth("454 4.7.0 try later", RETRYABLE_TEMPORARY_FAILURE, AUTHENTICATION_TEMPORARY);
    assertAuth("432 4.7.12 later", RETRYABLE_TEMPORARY_FAILURE, AUTHENTICATION_TEMPORARY);
    assertAuth("421 4.3.2 bye", RETRYABLE_TEMPORARY_FAILURE, AUTHENTICATION_TEMPORARY);
    assertAuth("534 5.7.9 too weak", PERMANENT_FAILURE, AUTHENTICATION_REFUSED);
    assertAuth("250 2.0.0 well", RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR);
  }

  private void assertAuth(String reply, SmtpFailureKind kind, SmtpFailureReason reason) {
    try (ScriptedSmtpServer server = server().mechanisms("PLAIN").start()) {
      server.on(Stage.AUTH, new Fault.Reply(reply));
      assertFailure(kind, reason, AUTHENTICATE, anna().openFails(server));
    }
  }

  /** A good password must not be given up for what the server could not say. */
  @ParameterizedTest
  @CsvSource({
    "PLAIN, 334 dGVsbCBtZSBtb3Jl",
    "PLAIN, 334 ***",
    "LOGIN, 334 VXNlcm5hbWU6",
    "CRAM-MD5, 334 PDFAeD4=",
    "SCRAM-SHA-256, 334 eD0x",
    "SCRAM-SHA-256, 334 not base64",
    "PLAIN, 354 go on",
    "PLAIN, 235welcome"
  })
  void nonsenseInTheSignInIsNoRefusal(String mechanism, String reply) {
    try (ScriptedSmtpServer server = server().mechanisms(mechanism).start()) {
      server.on(Stage.AUTH, new Fault.RawBytes(reply + "\r\n"));
      SmtpFailure failure = anna().openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, AUTHENTICATE, failure);
      assertEquals(1, server.commands("AUTH"));
    }
  }

  @Test
  void silenceAndLossAreNoRefusal() {
    try (ScriptedSmtpServer server = server().start()) {
      server.on(Stage.AUTH, new Fault.Stall());
      SmtpFailure silent = anna().authenticateTimeout(Duration.ofMillis(400)).openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, TIMEOUT, AUTHENTICATE, silent);
      server.awaitClosed(1);
      server.clearFaults();
      server.on(Stage.AUTH, new Fault.CloseBefore());
      SmtpFailure lost = anna().openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, CONNECTION_LOST, AUTHENTICATE, lost);
    }
  }

  @Test
  void withoutACommonMechanismNothingIsTried() {
    try (ScriptedSmtpServer server = server().mechanisms("PLAIN", "LOGIN").start()) {
      SmtpFailure failure = anna().mechanisms("SCRAM-SHA-256").openFails(server);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      assertTrue(failure.getMessage().contains("[PLAIN, LOGIN]"), failure.getMessage());
      assertEquals(0, server.commands("AUTH"));
      assertEquals(List.of("QUIT"), lastCommand(server));
    }
  }

  private static List<String> lastCommand(ScriptedSmtpServer server) {
    List<String> commands = server.awaitClosed(1).get(0).commands();
    return commands.subList(commands.size() - 1, commands.size());
  }

  @Test
  void mechanismsOfferedInClearTextOnlyDoNotCount() {
    try (ScriptedSmtpServer server =
        ScriptedSmtpServer.builder().tls(good).clearTextKeywords("AUTH PLAIN LOGIN").start()) {
      SmtpFailure failure = anna().openFails(server);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      assertEquals(0, server.commands("AUTH"));
    }
  }

  /** Without TLS the testkit's server offers AUTH in clear text, as an attacker would. */
  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "LOGIN"})
  void strippedStartTlsDoesNotGetThePassword(String mechanism) {
    try (ScriptedSmtpServer server =
        ScriptedSmtpServer.builder().user("anna", PASSWORD).mechanisms(mechanism).start()) {
      TestClient client =
          new TestClient(Security.STARTTLS_WHEN_AVAILABLE, trust).as("anna", PASSWORD);
      SmtpFailure failure = client.openFails(server);
      assertFailure(PERMANENT_FAILURE, TLS_FAILED, AUTHENTICATE, failure);
      assertEquals(0, server.commands("AUTH"));
    }
  }

  @Test
  void clearTextIsUsedWhereTheAdministratorSaysSo() throws Exception {
    try (ScriptedSmtpServer server =
        ScriptedSmtpServer.builder().user("anna", PASSWORD).requireAuth().start()) {
      SmtpSession session = new TestClient(Security.NONE, trust).as("anna", PASSWORD).open(server);
      assertEquals("anna", server.sessions().get(0).user());
      session.close();
    }
  }

  @Test
  void withoutCredentialsNobodySignsIn() throws Exception {
    try (ScriptedSmtpServer server = server().start()) {
      SmtpSession session = new TestClient(Security.STARTTLS, trust).open(server);
      assertEquals(0, server.commands("AUTH"));
      assertTrue(session.credentials().isEmpty());
      session.close();
    }
  }
}
