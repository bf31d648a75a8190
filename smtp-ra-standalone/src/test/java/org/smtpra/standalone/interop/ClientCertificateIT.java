package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.PoolProperties;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.testkit.server.DovecotSubmissionServer;
import org.smtpra.testkit.server.MailRelay;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.PostfixServer;
import org.smtpra.testkit.server.RealMailServer;
import org.smtpra.testkit.sweep.SweptClass;

/**
 * Servers that know us by our certificate: Postfix, which relays for it, and Dovecot, by EXTERNAL.
 */
@ExtendWith({TestCertificatesExtension.class, SweptClass.class})
class ClientCertificateIT {

  private static final Pattern TRUSTED = Pattern.compile("Trusted TLS connection established from");

  private final TestCertificates certificates;
  @TempDir private Path directory;

  ClientCertificateIT(TestCertificates certificates) {
    this.certificates = certificates;
  }

  private MailServerSettings settings() {
    return MailServerSettings.of(certificates.certificatePem(), certificates.privateKeyPem());
  }

  /** Takes mail from nobody without a certificate of our authority. */
  private PostfixServer postfix() {
    return PostfixServer.start(
        settings()
            .withLine("smtpd_tls_ask_ccert = yes")
            .withLine("smtpd_tls_loglevel = 1")
            .withLine("smtpd_tls_session_cache_timeout = 0")
            .withLine("smtpd_tls_CAfile = " + certificates.authorityPem())
            .withLine("smtpd_recipient_restrictions = permit_tls_all_clientcerts, reject"));
  }

  private SmtpPool pool(RealMailServer server, String... more) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", "localhost");
    properties.put("port", String.valueOf(server.port()));
    properties.put("trustStoreFile", certificates.authorityPem().toString());
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return SmtpPool.open(properties);
  }

  private static void deliver(SmtpPool pool, RealMailServer server, int copies) throws Exception {
    SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "certified"));
    assertEquals(1, result.attempts());
    server.awaitDelivered(copies);
  }

  private static long trusted(RealMailServer server) {
    return TRUSTED.matcher(server.log()).results().count();
  }

  @Test
  void withoutACertificateEverybodyIsRefused() throws Exception {
    try (PostfixServer server = postfix();
        SmtpPool pool = pool(server)) {
      SmtpSendFailedException failure =
          Mails.failure(pool.factory(), Mails.text(pool.factory(), "nobody"));
      assertEquals(
          SmtpFailureReason.RECIPIENTS_REFUSED,
          failure.classification().reason(),
          failure::toString);
    }
  }

  @Test
  void keyStoreIsShownToTheServer() throws Exception {
    try (PostfixServer server = postfix();
        SmtpPool pool =
            pool(
                server,
                "keyStoreFile",
                certificates.clientKeyStore().toString(),
                "keyStorePassword",
                certificates.password())) {
      deliver(pool, server, 1);
    }
  }

  /** As a tool that renews certificates does it: a PEM file, written anew beside us. */
  @Test
  void exchangedCertificateIsShownByTheNextSessionAndTheOldSessionRetires() throws Exception {
    Path pem = Files.writeString(directory.resolve("client.pem"), clientPem());
    try (PostfixServer server = postfix();
        SmtpPool pool = pool(server, "keyStoreFile", pem.toString(), "maxPoolSize", "1")) {
      deliver(pool, server, 1);
      deliver(pool, server, 2);
      server.awaitLogged(1, TRUSTED.pattern());
      assertEquals(1, trusted(server));

      Files.writeString(pem, "renewed\n" + clientPem());
      deliver(pool, server, 3);

      server.awaitLogged(2, TRUSTED.pattern());
      assertEquals(2, trusted(server));
      Files.writeString(pem, "half writ");
      deliver(pool, server, 4);
      assertEquals(2, trusted(server), "what cannot be read changes nothing");
    }
  }

  @Test
  void externalNamesTheOwnerOfTheCertificate() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.builder().start();
        DovecotSubmissionServer dovecot = dovecot(relay);
        SmtpPool pool =
            pool(
                dovecot,
                "keyStoreFile",
                certificates.clientKeyStore().toString(),
                "keyStorePassword",
                certificates.password(),
                "saslMechanisms",
                "EXTERNAL")) {
      pool.factory().send(Mails.text(pool.factory(), "by certificate"));
      assertEquals(1, relay.awaitReceived(1).size());
      dovecot.awaitLogged(1, "user=<client>");
    }
  }

  private DovecotSubmissionServer dovecot(ScriptedSmtpServer relay) {
    DovecotSubmissionServer.availability().orAbort();
    return DovecotSubmissionServer.start(
        settings()
            .withLine("auth_mechanisms = external")
            .withLine("auth_ssl_require_client_cert = yes")
            .withLine("auth_ssl_username_from_cert = yes")
            .withLine("ssl_verify_client_cert = yes")
            .withLine("ssl_require_crl = no")
            .withLine("ssl_ca = <" + certificates.authorityPem())
            .withLine("passdb {")
            .withLine("  driver = static")
            .withLine("  args = nopassword=yes")
            .withLine("}"),
        MailRelay.to(relay.host(), relay.port()));
  }

  private String clientPem() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] password = certificates.password().toCharArray();
    try (InputStream in = Files.newInputStream(certificates.clientKeyStore())) {
      store.load(in, password);
    }
    StringBuilder pem =
        new StringBuilder(block("PRIVATE KEY", store.getKey("client", password).getEncoded()));
    for (Certificate each : store.getCertificateChain("client")) {
      pem.append(block("CERTIFICATE", each.getEncoded()));
    }
    return pem.toString();
  }

  private static String block(String name, byte[] octets) {
    String base64 = Base64.getMimeEncoder().encodeToString(octets);
    return "-----BEGIN " + name + "-----\n" + base64 + "\n-----END " + name + "-----\n";
  }
}
