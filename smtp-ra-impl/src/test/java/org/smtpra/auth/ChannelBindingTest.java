package org.smtpra.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

/** RFC 5929 section 4.1, on certificates that keytool makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class ChannelBindingTest {

  private final TestCertificates certificates;

  ChannelBindingTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, MD5withRSA, SHA-256",
    "RSA, SHA1withRSA, SHA-256",
    "RSA, SHA256withRSA, SHA-256",
    "RSA, SHA384withRSA, SHA-384",
    "RSA, SHA512withRSA, SHA-512",
    "RSA, RSASSA-PSS, SHA-256",
    "EC, SHA1withECDSA, SHA-256",
    "EC, SHA384withECDSA, SHA-384",
  })
  void certificateIsHashedAsItWasSignedButNeverWeakly(String key, String signature, String hash)
      throws Exception {
    X509Certificate certificate = certificates.selfSigned(key, signature);
    assertArrayEquals(
        MessageDigest.getInstance(hash).digest(certificate.getEncoded()),
        ChannelBinding.toServer(certificate).orElseThrow().data());
  }

  @Test
  void signatureWithoutAHashFunctionGivesNoBinding() {
    X509Certificate certificate = certificates.selfSigned("Ed25519", "Ed25519");
    assertTrue(ChannelBinding.toServer(certificate).isEmpty());
  }
}
