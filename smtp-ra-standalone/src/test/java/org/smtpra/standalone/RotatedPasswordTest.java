package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

/**
 * The stand-alone pool, configured by MicroProfile Config alone: the real SmallRye reads the system
 * properties, as it does in a server. The server knows both users, so that it tells who came when.
 */
@ExtendWith(TestCertificatesExtension.class)
class RotatedPasswordTest {

  private final String prefix = "smtp-" + UUID.randomUUID();
  private final TestCertificates certificates;

  RotatedPasswordTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  private void set(String name, String value) {
    System.setProperty(prefix + "." + name, value);
  }

  private SmtpPool open(ScriptedSmtpServer server, String... more) {
    set("hosts[0].host", "localhost");
    set("hosts[0].port", String.valueOf(server.port()));
    set("trustStoreFile", certificates.trustStore().toString());
    set("trustStorePassword", certificates.password());
    set("reconnectCooldown", "10m");
    set("maxReconnectCooldown", "10m");
    set("maxRetryAttempts", "0");
    for (int i = 0; i < more.length; i += 2) {
      set(more[i], more[i + 1]);
    }
    return SmtpPool.open(Map.of("configPrefix", prefix));
  }

  private ScriptedSmtpServer server() throws Exception {
    return ScriptedSmtpServer.builder()
        .tls(certificates)
        .user("anna", "old")
        .user("berta", "new")
        .requireAuth()
        .start();
  }

  private static MimeMessage message(SmtpConnectionFactory factory) throws MessagingException {
    MimeMessage message = factory.createMessage();
    message.setFrom("shop@example.com");
    message.setRecipients(Message.RecipientType.TO, "anna@example.org");
    message.setText("Hello.", "UTF-8");
    return message;
  }

  private static String userOf(ScriptedSmtpServer server, int message) throws Exception {
    return server.awaitReceived(message + 1).get(message).authenticatedUser();
  }

  @BeforeEach
  @AfterEach
  void forget() {
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(System::clearProperty);
  }

  @Test
  void nextSessionUsesTheNewSecretWithNoFailedSend() throws Exception {
    try (ScriptedSmtpServer server = server();
        SmtpPool pool =
            open(server, "userName", "anna", "password", "old", "maxMessagesPerSession", "1")) {
      pool.factory().send(message(pool.factory()));
      set("userName", "berta");
      set("password", "new");

      pool.factory().send(message(pool.factory()));

      assertEquals("anna", userOf(server, 0));
      assertEquals("berta", userOf(server, 1));
    }
  }

  @Test
  void hostsOwnSecretIsRenewedToo() throws Exception {
    try (ScriptedSmtpServer server = server();
        SmtpPool pool =
            open(
                server,
                "hosts[0].userName",
                "anna",
                "hosts[0].password",
                "old",
                "maxMessagesPerSession",
                "1")) {
      pool.factory().send(message(pool.factory()));
      set("hosts[0].userName", "berta");
      set("hosts[0].password", "new");

      pool.factory().send(message(pool.factory()));

      assertEquals("berta", userOf(server, 1));
    }
  }

  @Test
  void sessionWithTheOldSecretRetiresWhenItIsNextBorrowed() throws Exception {
    try (ScriptedSmtpServer server = server();
        SmtpPool pool = open(server, "userName", "anna", "password", "old", "maxPoolSize", "2")) {
      SmtpConnectionFactory factory = pool.factory();
      try (SmtpConnection held = factory.getConnection()) {
        held.send(message(factory));
        set("userName", "berta");
        set("password", "new");
        factory.send(message(factory)); // the second session
        assertEquals("berta", userOf(server, 1));
      }
      try (SmtpConnection one = factory.getConnection();
          SmtpConnection other = factory.getConnection()) {
        one.send(message(factory));
        other.send(message(factory));
      }

      assertEquals("berta", userOf(server, 2));
      assertEquals("berta", userOf(server, 3));
      assertEquals(3, server.sessionsAccepted());
    }
  }

  /** Whoever changes a password meets a session that is just being opened with the old one. */
  @Test
  void refusedSecretThatWasChangedMeanwhileIsTriedOnceMoreWithTheNewOne() throws Exception {
    try (ScriptedSmtpServer server = server();
        HeldReply held = HeldReply.at(Stage.AUTH, server);
        SmtpPool pool = open(server, "userName", "anna", "password", "outdated")) {
      ExecutorService caller = Executors.newSingleThreadExecutor();
      try {
        Future<SmtpSendResult> send =
            caller.submit(() -> pool.factory().send(message(pool.factory())));
        held.awaitSend();
        set("password", "old");
        held.release();
        assertEquals(1, send.get(60, TimeUnit.SECONDS).attempts());
      } finally {
        caller.shutdownNow();
      }
      assertEquals("anna", userOf(server, 0));
      assertEquals(2, server.sessionsAccepted());
      assertEquals(2, server.commands("AUTH"));
    }
  }

  /** The old one is left alone for ten minutes; nobody waits for that with the new one. */
  @Test
  void refusedSecretCoolsDownByItselfAndTheNewOneIsTriedAtOnce() throws Exception {
    try (ScriptedSmtpServer server = server();
        SmtpPool pool = open(server, "userName", "anna", "password", "wrong")) {
      for (int i = 0; i < 2; i++) {
        SmtpSendFailedException refused =
            assertThrows(
                SmtpSendFailedException.class, () -> pool.factory().send(message(pool.factory())));
        assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, refused.classification().reason());
      }
      assertEquals(1, server.sessionsAccepted());
      set("password", "old");

      pool.factory().send(message(pool.factory()));

      assertEquals("anna", userOf(server, 0));
      assertEquals(2, server.sessionsAccepted());
    }
  }
}
