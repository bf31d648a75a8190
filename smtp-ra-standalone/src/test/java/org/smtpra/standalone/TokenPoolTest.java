package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpHostState;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendStage;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedTokenEndpoint;
import org.smtpra.testkit.ScriptedTokenEndpoint.Answer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.testkit.server.SigningEndpoint;

/** The whole pool with tokens in place of a password. */
@ExtendWith(TestCertificatesExtension.class)
class TokenPoolTest {

  private static final int MANY = 200;
  private static final String SECRET = "cl1ent-s3cret";

  private final ScriptedTokenEndpoint endpoint = ScriptedTokenEndpoint.start();
  private final TestCertificates certificates;

  TokenPoolTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private ScriptedSmtpServer server() throws Exception {
    return ScriptedSmtpServer.builder()
        .tls(certificates)
        .mechanisms("XOAUTH2")
        .user("anna", "token-1 token-2 token-3")
        .requireAuth()
        .start();
  }

  private SmtpPool open(ScriptedSmtpServer server, String... more) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", "localhost");
    properties.put("port", String.valueOf(server.port()));
    properties.put("trustStoreFile", certificates.trustStore().toString());
    properties.put("trustStorePassword", certificates.password());
    properties.put("userName", "anna");
    properties.put("tokenSource", "CLIENT_CREDENTIALS");
    properties.put("tokenEndpoint", endpoint.uri().toString());
    properties.put("tokenClientId", "app");
    properties.put("tokenClientSecret", SECRET);
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return SmtpPool.open(properties);
  }

  private static MimeMessage message(SmtpConnectionFactory factory) throws MessagingException {
    MimeMessage message = factory.createMessage();
    message.setFrom("shop@example.com");
    message.setRecipients(Message.RecipientType.TO, "anna@example.org");
    message.setText("Hello.", "UTF-8");
    return message;
  }

  private static SmtpSendFailedException failure(SmtpPool pool) {
    return assertThrows(
        SmtpSendFailedException.class, () -> pool.factory().send(message(pool.factory())));
  }

  /** Nobody gives a session back before each has sent one: so there are two hundred. */
  @Test
  void twoHundredSessionsAtOnceSignInWithOneTokenOfARealEndpoint() throws Exception {
    try (SigningEndpoint signing = SigningEndpoint.start(3600);
        ScriptedSmtpServer server =
            ScriptedSmtpServer.builder()
                .tls(certificates)
                .mechanisms("OAUTHBEARER")
                .user("anna", "no password")
                .tokens(token -> token.startsWith("eyJ"))
                .requireAuth()
                .start();
        SmtpPool pool = open(server, atOnce(signing))) {
      ExecutorService callers = Executors.newFixedThreadPool(MANY);
      CountDownLatch unsent = new CountDownLatch(MANY);
      try {
        List<Future<?>> sends = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
          sends.add(callers.submit(() -> sendAndWait(pool.factory(), unsent)));
        }
        for (Future<?> send : sends) {
          send.get(2, TimeUnit.MINUTES);
        }
      } finally {
        callers.shutdownNow();
      }
      assertEquals(1, signing.requests());
      assertEquals(MANY, server.sessionsAccepted());
      assertEquals(MANY, server.awaitReceived(MANY).size());
    }
  }

  /** Two hundred handshakes may take their time on a small machine. */
  private static String[] atOnce(SigningEndpoint signing) {
    Map<String, String> properties =
        Map.of(
            "maxPoolSize", String.valueOf(MANY),
            "tokenEndpoint", signing.address(),
            "tokenScope", "mail",
            "connectTimeout", "60s",
            "authenticateTimeout", "60s",
            "tokenTimeout", "60s",
            "acquireTimeout", "60s");
    return properties.entrySet().stream()
        .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
        .toArray(String[]::new);
  }

  private static Void sendAndWait(SmtpConnectionFactory factory, CountDownLatch unsent)
      throws Exception {
    try (SmtpConnection lease = factory.getConnection()) {
      lease.send(message(factory));
      unsent.countDown();
      assertTrue(unsent.await(2, TimeUnit.MINUTES), "not every session was opened");
    }
    return null;
  }

  @Test
  void revokedTokenIsReplacedAndNoSendNotices() throws Exception {
    try (ScriptedSmtpServer server = server();
        SmtpPool pool = open(server, "maxMessagesPerSession", "1")) {
      pool.factory().send(message(pool.factory()));
      server.on(Stage.AUTH, new Fault.Reply("535 5.7.3 Authentication unsuccessful"));
      pool.factory().send(message(pool.factory()));
      assertEquals(2, endpoint.requests());
      assertEquals(2, server.awaitReceived(2).size());
    }
  }

  /** A token that lives for a second: each send meets a session whose token is over. */
  @Test
  void sessionRetiresWhenTheLifeOfItsTokenIsOver() throws Exception {
    endpoint.life(0);
    try (ScriptedSmtpServer server = server();
        SmtpPool pool = open(server)) {
      for (int i = 0; i < 3; i++) {
        pool.factory().send(message(pool.factory()));
      }
      assertEquals(3, server.sessionsAccepted());
      assertEquals(3, endpoint.requests());
    }
  }

  @Test
  void endpointInTroubleIsATemporaryFailureForWhichTheHostIsNotBlamed() throws Exception {
    endpoint.answer(new Answer(503, "text/html", "<html>busy</html>", Map.of()));
    try (ScriptedSmtpServer server = server();
        SmtpPool pool =
            open(
                server,
                "maxRetryAttempts",
                "0",
                "reconnectCooldown",
                "10m",
                "maxReconnectCooldown",
                "10m")) {
      SmtpSendFailedException failure = failure(pool);
      assertEquals(
          SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE,
          failure.classification().kind(),
          failure::toString);
      assertEquals(SmtpFailureReason.AUTHENTICATION_TEMPORARY, failure.classification().reason());
      assertEquals(SmtpSendStage.AUTHENTICATE, failure.classification().stage());
      assertTrue(failure.classification().retryAfter().isPresent());
      assertEquals(0, server.sessionsAccepted());
      assertEquals(SmtpHostState.AVAILABLE, pool.factory().status().hosts().get(0).state());
    }
  }

  @Test
  void wrongSecretIsTriedOnceAndShownNowhere() throws Exception {
    for (int i = 0; i < 2; i++) {
      endpoint.answer(
          Answer.json(
              401,
              "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: "
                  + SECRET
                  + "\"}"));
    }
    try (ScriptedSmtpServer server = server();
        SmtpPool pool = open(server, "reconnectCooldown", "10m", "maxReconnectCooldown", "10m")) {
      for (int i = 0; i < 3; i++) {
        SmtpSendFailedException failure = failure(pool);
        assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind());
        assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, failure.classification().reason());
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertTrue(all.toString().contains("tokenClientSecret is wrong"), all::toString);
        assertFalse(all.toString().contains(SECRET), all::toString);
      }
      assertEquals(1, endpoint.requests());
      assertEquals(0, server.sessionsAccepted());
    }
  }

  /** One host takes tokens, the other a password: the token's trouble is none of the other's. */
  @Test
  void hostWithAPasswordTakesOverWhileThereIsNoToken() throws Exception {
    endpoint.answer(new Answer(503, "text/html", "", Map.of()));
    try (ScriptedSmtpServer server = server();
        ScriptedSmtpServer other =
            ScriptedSmtpServer.builder()
                .tls(certificates)
                .user("berta", "pw")
                .requireAuth()
                .start();
        SmtpPool pool =
            open(
                server,
                "hosts",
                "localhost:"
                    + server.port()
                    + ", localhost:"
                    + other.port()
                    + ";priority=1;userName=berta;password=pw")) {
      pool.factory().send(message(pool.factory()));
      assertEquals("berta", other.awaitReceived(1).get(0).authenticatedUser());
    }
  }

  @Test
  void classThatDoesNotExistIsAMistakeInTheConfiguration() throws Exception {
    try (ScriptedSmtpServer server = server()) {
      IllegalArgumentException mistake =
          assertThrows(
              IllegalArgumentException.class,
              () -> open(server, "tokenSource", "org.example.Missing"));
      assertTrue(
          mistake.getMessage().contains("tokenSource is \"org.example.Missing\""),
          mistake::getMessage);
    }
  }
}
