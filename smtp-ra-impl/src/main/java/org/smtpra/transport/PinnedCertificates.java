package org.smtpra.transport;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts certificates by their fingerprint. Such a certificate is trusted as it is: neither who
 * issued it counts, nor its names, nor when it ends, as RFC 7672 section 3.1.1 has it for
 * certificates that the administrator has named. Thread safe.
 */
final class PinnedCertificates extends X509ExtendedTrustManager {

  private static final HexFormat SHOWN = HexFormat.ofDelimiter(":").withUpperCase();

  private final Set<String> fingerprints;

  /** Of these SHA-256 fingerprints, lower case hexadecimal digits. */
  PinnedCertificates(Set<String> fingerprints) {
    this.fingerprints = Set.copyOf(fingerprints);
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    byte[] shown = fingerprint(chain[0]);
    if (!fingerprints.contains(HexFormat.of().formatHex(shown))) {
      throw new CertificateException(
          "the certificate is none that pinnedCertificate names; its SHA-256 fingerprint is "
              + SHOWN.formatHex(shown));
    }
  }

  private static byte[] fingerprint(X509Certificate certificate) throws CertificateException {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw notAServer();
  }

  private static CertificateException notAServer() {
    return new CertificateException("this adapter is a client only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
