package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;

/**
 * Hosts of one factory whose certificates come from authorities that know nothing of each other.
 */
class HostTrustTest {

  private static TestCertificates ours;
  private static TestCertificates theirs;
  private static TestCertificates elsewhere;
  private ScriptedSmtpServer first;
  private ScriptedSmtpServer second;

  @BeforeAll
  static void makeCertificates() throws IOException {
    ours = TestCertificates.forNames("dns:localhost");
    theirs = TestCertificates.forNames("dns:localhost");
    elsewhere = TestCertificates.forNames("dns:elsewhere.example.org");
  }

  @AfterAll
  static void deleteCertificates() throws IOException {
    ours.close();
    theirs.close();
    elsewhere.close();
  }

  @BeforeEach
  void start() {
    first = ScriptedSmtpServer.builder().tls(ours).start();
    second = ScriptedSmtpServer.builder().tls(theirs).start();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private static String host(ScriptedSmtpServer server, String options) {
    return "localhost:" + server.port() + options;
  }

  private static SmtpPool open(String... hosts) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("hosts", String.join(",", hosts));
    return SmtpPool.open(properties);
  }

  private static void send(SmtpPool pool) throws Exception {
    MimeMessage message = pool.factory().createMessage();
    message.setFrom("shop@example.com");
    message.setRecipients(Message.RecipientType.TO, "anna@example.org");
    message.setText("Hello.", "UTF-8");
    pool.factory().send(message);
  }

  private static SmtpSendFailedException refusal(SmtpPool pool) {
    SmtpSendFailedException failure = assertThrows(SmtpSendFailedException.class, () -> send(pool));
    assertEquals(SmtpFailureReason.TLS_FAILED, failure.classification().reason());
    return failure;
  }

  private static String fingerprint(Path pem) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      byte[] encoded = CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
      return HexFormat.ofDelimiter(":")
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
    }
  }

  @Test
  void eachHostIsTrustedByTheAuthorityThatWasNamedForIt() throws Exception {
    String inAStore = ";trustStoreFile=" + theirs.trustStore() + ";trustStorePassword=";
    try (SmtpPool pool =
        open(
            host(first, ";trustStoreFile=" + ours.authorityPem()),
            host(second, inAStore + theirs.password() + ";priority=1"))) {
      send(pool);
      assertEquals(1, first.awaitReceived(1).size());
      first.refuseConnections();
      first.closeIdleSessions();
      send(pool);
      assertEquals(1, second.awaitReceived(1).size());
    }
  }

  @Test
  void authorityOfOneHostIsNoneForTheOther() throws Exception {
    String trust = ";trustStoreFile=" + ours.authorityPem();
    try (SmtpPool pool = open(host(second, trust), host(first, ";priority=1"))) {
      refusal(pool);
      assertEquals(0, first.received().size() + second.received().size());
    }
  }

  @Test
  void pinnedCertificateIsTrustedWhoeverIssuedItAndWhateverItsName() throws Exception {
    try (ScriptedSmtpServer misnamed = ScriptedSmtpServer.builder().tls(elsewhere).start();
        SmtpPool pool =
            open(host(misnamed, ";pinnedCertificate=" + fingerprint(elsewhere.certificatePem())))) {
      send(pool);
      assertEquals(1, misnamed.awaitReceived(1).size());
    }
  }

  @Test
  void otherCertificateThanThePinnedOneIsRefusedAndItsFingerprintTold() throws Exception {
    String pin = ";pinnedCertificate=" + fingerprint(ours.certificatePem());
    try (SmtpPool pool = open(host(second, pin))) {
      String told = refusal(pool).getMessage();
      assertTrue(told.contains(fingerprint(theirs.certificatePem())), told);
      assertEquals(0, second.received().size());
    }
  }

  @Test
  void fileThatIsNoStoreIsToldWithItsHost() throws Exception {
    Path text = Files.writeString(Files.createTempFile("smtp-ra", ".p12"), "no store");
    try {
      Exception failure =
          assertThrows(Exception.class, () -> open(host(first, ";trustStoreFile=" + text)).close());
      String told = String.valueOf(failure.getMessage());
      assertTrue(told.contains("trustStoreFile of localhost:" + first.port()), told);
      assertTrue(told.contains(text.toString()), told);
    } finally {
      Files.delete(text);
    }
  }
}
