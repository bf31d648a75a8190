package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

/** A failed handshake says what the administrator can do. */
@ExtendWith(TestCertificatesExtension.class)
class TlsRefusalTest {

  private final TestCertificates certificates;

  TlsRefusalTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  @Test
  void anUntrustedCertificateLeadsToTheTrustStore() throws Exception {
    assertAdvice(certificates.untrustedServerContext(), "STARTTLS", "trustStoreFile");
  }

  @Test
  void aCertificateForAnotherNameLeadsToTheHost() throws Exception {
    assertAdvice(certificates.wrongNameServerContext(), "STARTTLS", "set host to a name");
  }

  @Test
  void anExpiredCertificateIsCalledSo() throws Exception {
    assertAdvice(certificates.expiredServerContext(), "STARTTLS", "has run out");
  }

  @Test
  void aServerThatGreetsInClearTextLeadsToStartTls() throws Exception {
    assertAdvice(certificates.serverContext(), "TLS", "security=STARTTLS");
  }

  private void assertAdvice(SSLContext serverSide, String security, String advice)
      throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().tls(serverSide).start();
        SmtpPool pool =
            SmtpPool.open(
                Map.of(
                    "host", "localhost",
                    "port", String.valueOf(server.port()),
                    "security", security,
                    "trustStoreFile", certificates.trustStore().toString(),
                    "trustStorePassword", certificates.password()))) {
      SmtpSendFailedException failure =
          assertThrows(SmtpSendFailedException.class, () -> pool.factory().getConnection());
      assertEquals(SmtpFailureReason.TLS_FAILED, failure.classification().reason());
      assertTrue(failure.getMessage().contains(advice), failure::getMessage);
    }
  }
}
