package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCertificatesExtension.class)
class TestCertificatesTest {

  @Test
  void allTestsShareOneAuthority(TestCertificates one, TestCertificates other) {
    assertSame(one, other);
  }

  @Test
  void pemFilesHoldAKeyAndTheChainToTheAuthority(TestCertificates certificates) throws Exception {
    List<Certificate> chain = read(certificates.certificatePem());
    assertEquals(2, chain.size());
    chain.get(0).verify(chain.get(1).getPublicKey());
    assertEquals(read(certificates.authorityPem()).get(0), chain.get(1));

    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key(certificates.privateKeyPem()));
    byte[] signed = signature.sign();
    signature.initVerify(chain.get(0).getPublicKey());
    assertTrue(signature.verify(signed));
  }

  @Test
  void storesOpenWithThePassword(TestCertificates certificates) throws Exception {
    assertTrue(open(certificates, certificates.trustStore()).isCertificateEntry("ca"));
    assertTrue(open(certificates, certificates.clientKeyStore()).isKeyEntry("client"));
  }

  @Test
  void closeLeavesNoFile() throws Exception {
    TestCertificates own = TestCertificates.forNames("dns:localhost");
    Path directory = own.trustStore().getParent();
    own.close();
    assertFalse(Files.exists(directory));
  }

  private static KeyStore open(TestCertificates certificates, Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, certificates.password().toCharArray());
      return store;
    }
  }

  private static List<Certificate> read(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    }
  }

  private static PrivateKey key(Path file) throws Exception {
    String text = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\n", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
  }
}
