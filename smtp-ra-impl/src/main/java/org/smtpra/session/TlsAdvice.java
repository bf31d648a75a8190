package org.smtpra.session;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;

/** What an administrator can do about TLS that failed: Java's own words do not say. */
final class TlsAdvice {

  private static final String UNTRUSTED =
      "; no known authority has signed the server's certificate: put the certificate of its"
          + " authority into a key store and name that in trustStoreFile";
  private static final String EXPIRED =
      "; the server's certificate has run out: renew it on the server";
  private static final String OTHER_NAME =
      "; the server's certificate is for another name: set host to a name that it carries";
  private static final String CLEAR_TEXT =
      "; the server does not speak TLS from the start on this port: set security=STARTTLS, or the"
          + " port for TLS (mostly 465)";

  private TlsAdvice() {}

  /** The advice, to be put behind the text; empty where we know none. */
  static String on(Throwable failure) {
    if (Causes.find(failure, CertificateExpiredException.class) != null) {
      return EXPIRED;
    }
    if (Causes.find(failure, CertPathBuilderException.class) != null) {
      return UNTRUSTED;
    }
    CertificateException certificate = Causes.find(failure, CertificateException.class);
    if (certificate != null) {
      // The JDK has no type of its own for this; these are its two texts.
      String text = String.valueOf(certificate.getMessage());
      boolean otherName = text.contains("subject alternative") || text.contains("No name matching");
      return otherName ? OTHER_NAME : "";
    }
    SSLException tls = Causes.find(failure, SSLException.class);
    // "Unrecognized SSL message" or "Unsupported or unrecognized SSL message", as the octets
    // happen.
    boolean clearText =
        tls != null && String.valueOf(tls.getMessage()).contains("nrecognized SSL message");
    return clearText ? CLEAR_TEXT : "";
  }
}
