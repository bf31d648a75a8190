package org.smtpra.testkit.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What a server's SCRAM knows of the TLS session around it.
 *
 * @param offersPlus whether the server offers SCRAM with channel binding
 * @param certificate the one that the server has shown in this session; nothing where there is no
 *     TLS, or the server knows other types of channel binding only
 */
public record ScramTerms(boolean offersPlus, Optional<X509Certificate> certificate) {

  /** A server without channel binding. */
  public static final ScramTerms UNBOUND = new ScramTerms(false, Optional.empty());

  /** RFC 5929 section 4.1, for the signatures that our test certificates have. */
  byte[] serverEndPoint() {
    X509Certificate shown = certificate.orElseThrow();
    String hash =
        switch (shown.getSigAlgName()) {
          case "SHA1withECDSA", "SHA1withRSA", "SHA256withECDSA", "SHA256withRSA" -> "SHA-256";
          case "SHA384withECDSA", "SHA384withRSA" -> "SHA-384";
          case "SHA512withECDSA", "SHA512withRSA" -> "SHA-512";
          default -> throw new IllegalStateException("No hash in " + shown.getSigAlgName());
        };
    try {
      return MessageDigest.getInstance(hash).digest(shown.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime lacks " + hash, e);
    }
  }
}
