package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.SmtpDsnRequest;
import org.smtpra.SmtpDsnRequest.Notify;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

/** What a message needs is asked for where it is offered, and missed loudly where it is not. */
@ExtendWith(TestCertificatesExtension.class)
class ExtensionsTest {

  private static final SmtpSendOptions WITH_DSN =
      SmtpSendOptions.builder()
          .dsn(SmtpDsnRequest.on(Notify.FAILURE).headersOnly().envelopeId("order7"))
          .build();

  private final TestCertificates certificates;

  ExtensionsTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  @Test
  void notificationsAreAskedForWhereTheyAreOffered() throws Exception {
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder().keywords("PIPELINING", "DSN").start();
        SmtpPool pool = SmtpPool.open(clearText(server))) {
      pool.factory().send(message(pool), WITH_DSN);
      List<String> commands = server.sessions().get(0).commands();
      assertTrue(
          commands.contains("MAIL FROM:<shop@example.com> RET=HDRS ENVID=order7"),
          commands::toString);
      assertTrue(
          commands.contains(
              "RCPT TO:<anna@example.org> NOTIFY=FAILURE ORCPT=rfc822;anna@example.org"),
          commands::toString);
    }
  }

  @Test
  void missingNotificationsFailUnlessTheyAreOptional() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().keywords("PIPELINING").start();
        SmtpPool pool = SmtpPool.open(clearText(server))) {
      SmtpSendFailedException failure =
          assertThrows(
              SmtpSendFailedException.class, () -> pool.factory().send(message(pool), WITH_DSN));
      assertEquals(SmtpFailureReason.EXTENSION_MISSING, failure.classification().reason());
      assertTrue(failure.getMessage().contains("DSN"), failure::getMessage);
      SmtpDsnRequest optional = SmtpDsnRequest.on(Notify.FAILURE).optional();
      pool.factory().send(message(pool), SmtpSendOptions.builder().dsn(optional).build());
      assertEquals(1, server.awaitReceived(1).size());
      assertEquals(1, server.sessionsAccepted());
    }
  }

  @Test
  void requireTlsIsAskedForUnderTlsOnly() throws Exception {
    SmtpSendOptions options = SmtpSendOptions.builder().requireTls().build();
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder().tls(certificates).keywords("REQUIRETLS").start();
        SmtpPool secure = SmtpPool.open(underTls(server));
        SmtpPool clear = SmtpPool.open(clearText(server))) {
      secure.factory().send(message(secure), options);
      assertTrue(
          server.sessions().get(0).commands().stream().anyMatch(c -> c.endsWith(" REQUIRETLS")));
      SmtpSendFailedException failure =
          assertThrows(
              SmtpSendFailedException.class, () -> clear.factory().send(message(clear), options));
      assertEquals(SmtpFailureReason.EXTENSION_MISSING, failure.classification().reason());
      assertEquals(1, server.received().size());
    }
  }

  @Test
  void messageThatOneHostCannotTakeGoesToTheNext() throws Exception {
    try (ScriptedSmtpServer plain = ScriptedSmtpServer.builder().keywords("PIPELINING").start();
        ScriptedSmtpServer able = ScriptedSmtpServer.builder().keywords("DSN").start();
        SmtpPool pool = SmtpPool.open(twoHosts(plain, able))) {
      SmtpSendResult ordinary = pool.factory().send(message(pool));
      assertEquals("localhost:" + plain.port(), ordinary.endpointKey());
      SmtpSendResult asking = pool.factory().send(message(pool), WITH_DSN);
      assertEquals("localhost:" + able.port(), asking.endpointKey());
      assertEquals(1, plain.received().size());
      assertEquals(1, able.received().size());
    }
  }

  @Test
  void messageTooLargeForOneHostGoesToTheNext() throws Exception {
    try (ScriptedSmtpServer small = ScriptedSmtpServer.builder().keywords("SIZE 100").start();
        ScriptedSmtpServer large = ScriptedSmtpServer.builder().keywords("SIZE 100000").start();
        SmtpPool pool = SmtpPool.open(twoHosts(small, large))) {
      assertEquals("localhost:" + large.port(), pool.factory().send(message(pool)).endpointKey());
      assertEquals(0, small.received().size());
    }
  }

  @Test
  void ignoredKeywordCountsAsNotOffered() throws Exception {
    try (ScriptedSmtpServer server =
        ScriptedSmtpServer.builder().keywords("PIPELINING", "SIZE 100000").start()) {
      Map<String, String> properties = clearText(server);
      properties.put("ehloIgnore", "size, pipelining");
      try (SmtpPool pool = SmtpPool.open(properties)) {
        pool.factory().send(message(pool));
        assertTrue(server.sessions().get(0).commands().contains("MAIL FROM:<shop@example.com>"));
      }
    }
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> SmtpPool.open(Map.of("host", "localhost", "ehloIgnore", "SIZE=1")));
    assertTrue(failure.getMessage().contains("ehloIgnore is \"SIZE=1\""), failure::getMessage);
  }

  private static Map<String, String> clearText(ScriptedSmtpServer server) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", "localhost");
    properties.put("port", String.valueOf(server.port()));
    properties.put("security", "NONE");
    return properties;
  }

  private Map<String, String> underTls(ScriptedSmtpServer server) {
    Map<String, String> properties = clearText(server);
    properties.put("security", "STARTTLS");
    properties.put("trustStoreFile", certificates.trustStore().toString());
    properties.put("trustStorePassword", certificates.password());
    return properties;
  }

  private static Map<String, String> twoHosts(ScriptedSmtpServer first, ScriptedSmtpServer second) {
    return Map.of(
        "hosts", "localhost:" + first.port() + ",localhost:" + second.port(), "security", "NONE");
  }

  private static MimeMessage message(SmtpPool pool) throws MessagingException {
    MimeMessage message = pool.factory().createMessage();
    message.setFrom("shop@example.com");
    message.setRecipients(jakarta.mail.Message.RecipientType.TO, "anna@example.org");
    message.setText("Hello.\n");
    return message;
  }
}
