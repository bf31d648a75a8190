package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureReason.AUTHENTICATION_REFUSED;
import static org.smtpra.SmtpFailureReason.TLS_FAILED;
import static org.smtpra.SmtpSendStage.AUTHENTICATE;
import static org.smtpra.session.Failures.assertFailure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.auth.BearerToken;
import org.smtpra.config.Credentials;
import org.smtpra.config.Secret;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.TlsContext;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class TokenSignInTest {

  private final SSLContext good;
  private final TlsContext trust;

  TokenSignInTest(TestCertificates certificates) throws Exception {
    good = certificates.serverContext();
    trust = TestClient.trust(certificates);
  }

  /** Gives t0k-1, t0k-2 and so on, each until it is refused, and hears what the gate hears. */
  private static final class Desk implements TokenSupply, SignInGate {

    private int number = 1;
    private final List<String> heard = new ArrayList<>();

    @Override
    public BearerToken token(Credentials user, Deadline limit, Attempt attempt) {
      return new BearerToken(new Secret("t0k-" + number), OptionalLong.empty());
    }

    @Override
    public void refused(Credentials user, BearerToken token) {
      heard.add("refused " + token.value().reveal());
      number++;
    }

    @Override
    public void enter(Credentials credentials, Deadline limit, BooleanSupplier calledOff) {}

    @Override
    public void accepted(Credentials credentials) {
      heard.add("accepted");
    }

    @Override
    public void refused(Credentials credentials, SmtpFailure failure) {
      heard.add("cooldown");
    }
  }

  private final Desk desk = new Desk();

  private ScriptedSmtpServerBuilder server(String... mechanisms) {
    return ScriptedSmtpServer.builder().tls(good).mechanisms(mechanisms).requireAuth();
  }

  private TestClient anna() {
    return new TestClient(Security.STARTTLS, trust).withToken("anna", desk);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
  void tokenSignsIn(String mechanism) throws Exception {
    try (ScriptedSmtpServer server = server(mechanism).user("anna", "t0k-1").start()) {
      TestClient client = anna();
      SmtpSession session = client.open(server);
      session.send(TestMessage.to("bob@example.org"), TestMessage.small(), client.soon());
      assertEquals("anna", server.received().get(0).authenticatedUser());
      assertEquals(List.of("accepted"), desk.heard);
      session.close();
    }
    desk.heard.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
  void refusedTokenIsReplacedAndTriedOnceMoreInANewSession(String mechanism) throws Exception {
    Desk fresh = new Desk();
    try (ScriptedSmtpServer server = server(mechanism).user("anna", "t0k-2").start()) {
      SmtpSession session = anna().withToken("anna", fresh).open(server);
      assertEquals(2, server.sessionsAccepted());
      assertEquals(2, server.commands("AUTH"));
      assertEquals(List.of("refused t0k-1", "accepted"), fresh.heard);
      session.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
  void secondRefusalIsOneOfTheUser(String mechanism) {
    Desk fresh = new Desk();
    try (ScriptedSmtpServer server = server(mechanism).user("anna", "other").start()) {
      SmtpFailure failure = anna().withToken("anna", fresh).openFails(server);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      assertEquals(2, server.commands("AUTH"));
      assertEquals(List.of("refused t0k-1", "cooldown", "refused t0k-2"), fresh.heard);
      String text = failure.getMessage();
      assertTrue(text.contains("\"status\":\"401\""), text);
      assertTrue(text.contains("check tokenScope"), text);
      assertFalse((text + failure.transcript()).contains("t0k-"), text);
    }
  }

  /** What Microsoft and Google are known to say, and what an administrator then reads. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          535 5.7.3 Authentication unsuccessful | 2 | SMTP.SendAsApp
          535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox | 1 | Set-CASMailbox
          550 5.7.30 Basic authentication is not supported for Client Submission. | 1 | set tokenSource
          535 5.7.8 Username and Password not accepted. BadCredentials | 2 | https://mail.google.com/
          """)
  void refusalComesWithAdvice(String reply, int attempts, String advice) {
    Desk fresh = new Desk();
    try (ScriptedSmtpServer server = server("XOAUTH2").user("anna", "t0k-1").start()) {
      server.always(Stage.AUTH, new Fault.Reply(reply));
      SmtpFailure failure = anna().withToken("anna", fresh).openFails(server);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      assertEquals(attempts, server.commands("AUTH"), "what no token can change is said once");
      assertTrue(failure.getMessage().contains(advice), failure.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          535 5.7.3 Authentication unsuccessful | set tokenSource in place of password
          550 5.7.30 Basic authentication is not supported for Client Submission. | set tokenSource in place of password
          534 5.7.9 Application-specific password required. | app password or a token
          535 5.7.8 Username and Password not accepted. BadCredentials | app password or a token
          """)
  void passwordThatIsNoLongerAcceptedComesWithAdvice(String reply, String advice) {
    try (ScriptedSmtpServer server = server("PLAIN").user("anna", "pw").start()) {
      server.on(Stage.AUTH, new Fault.Reply(reply));
      SmtpFailure failure =
          new TestClient(Security.STARTTLS, trust).as("anna", "pw").openFails(server);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      assertTrue(failure.getMessage().contains(advice), failure.getMessage());
    }
  }

  @Test
  void serverThatTakesNoTokensIsNamedWithWhatItOffers() {
    try (ScriptedSmtpServer server = server("PLAIN", "LOGIN").user("anna", "t0k-1").start()) {
      SmtpFailure failure = anna().withToken("anna", new Desk()).openFails(server);
      assertFailure(PERMANENT_FAILURE, AUTHENTICATION_REFUSED, AUTHENTICATE, failure);
      assertTrue(
          failure.getMessage().contains("[PLAIN, LOGIN], of which none is among [OAUTHBEARER"),
          failure.getMessage());
      assertEquals(0, server.commands("AUTH"));
    }
  }

  @Test
  void strippedStartTlsDoesNotGetTheToken() {
    try (ScriptedSmtpServer server =
        ScriptedSmtpServer.builder().user("anna", "t0k-1").mechanisms("XOAUTH2").start()) {
      SmtpFailure failure =
          new TestClient(Security.STARTTLS_WHEN_AVAILABLE, trust)
              .withToken("anna", new Desk())
              .openFails(server);
      assertFailure(PERMANENT_FAILURE, TLS_FAILED, AUTHENTICATE, failure);
      assertEquals(0, server.commands("AUTH"));
    }
  }

  @Test
  void sessionKnowsWhenTheLifeOfItsTokenIsOver() throws Exception {
    TokenSupply mortal =
        (user, limit, attempt) ->
            new BearerToken(
                new Secret("t0k-1"),
                OptionalLong.of(System.nanoTime() + Duration.ofHours(1).toNanos()));
    try (ScriptedSmtpServer server = server("XOAUTH2").user("anna", "t0k-1").start()) {
      TestClient client = anna().withToken("anna", mortal);
      SmtpSession session = client.open(server);
      assertFalse(session.isOutdated());
      client.skip(Duration.ofHours(2));
      assertTrue(session.isOutdated());
      assertEquals(Optional.of("anna"), session.credentials().map(Credentials::userName));
      session.close();
    }
  }
}
