package org.smtpra.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.config.Secret;
import org.smtpra.config.TlsConfiguration;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

@ExtendWith(TestCertificatesExtension.class)
class TlsContextTest {

  @Test
  void trustStoreThatNeedsNoPasswordIsReadWithoutOne(
      TestCertificates certificates, @TempDir Path directory) throws Exception {
    Path file = directory.resolve("trust.jks");
    writeJks(certificates, file);
    assertNotNull(TlsContext.of(trusting(file, "", "JKS")));
  }

  private static void writeJks(TestCertificates certificates, Path file)
      throws IOException, GeneralSecurityException {
    KeyStore source = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificates.trustStore())) {
      source.load(in, certificates.password().toCharArray());
    }
    KeyStore target = KeyStore.getInstance("JKS");
    target.load(null, null);
    target.setCertificateEntry("ca", source.getCertificate("ca"));
    try (OutputStream out = Files.newOutputStream(file)) {
      target.store(out, "changeit".toCharArray());
    }
  }

  @Test
  void forgottenPasswordIsNotAnEmptyTrustStore(TestCertificates certificates) {
    Exception failure =
        assertThrows(
            Exception.class,
            () -> TlsContext.of(trusting(certificates.trustStore(), "", "PKCS12")));
    assertTrue(failure.getMessage().contains("is trustStorePassword missing?"), failure.toString());
  }

  @Test
  void wrongPasswordAndMissingFileAreTold(TestCertificates certificates, @TempDir Path directory) {
    assertThrows(
        IOException.class,
        () -> TlsContext.of(trusting(certificates.trustStore(), "wrong", "PKCS12")));
    assertThrows(
        IOException.class,
        () -> TlsContext.of(trusting(directory.resolve("none.p12"), "", "PKCS12")));
  }

  @Test
  void unknownProtocolIsToldBeforeTheFirstConnection() {
    NoSuchAlgorithmException failure =
        assertThrows(
            NoSuchAlgorithmException.class,
            () ->
                TlsContext.of(
                    new TlsConfiguration(
                        Optional.empty(), new Secret(""), "PKCS12", List.of("TLSv1.9"))));
    assertTrue(failure.getMessage().startsWith("tlsProtocols is TLSv1.9"), failure.getMessage());
    assertTrue(failure.getMessage().contains("TLSv1.3"), failure.getMessage());
  }

  @Test
  void engineSpeaksTheConfiguredProtocolsAndChecksTheName(TestCertificates certificates)
      throws Exception {
    var engine = TlsSides.client(certificates, "TLSv1.2").engineFor("localhost", 25);
    assertEquals(List.of("TLSv1.2"), Arrays.asList(engine.getEnabledProtocols()));
    assertTrue(engine.getUseClientMode());
    assertEquals("HTTPS", engine.getSSLParameters().getEndpointIdentificationAlgorithm());
  }

  private static TlsConfiguration trusting(Path file, String password, String type) {
    return new TlsConfiguration(Optional.of(file), new Secret(password), type, List.of());
  }
}
