package org.smtpra.auth;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

/**
 * What ties a sign-in to the TLS session that it goes through (RFC 5056), so that it fails where
 * that session does not end at the server that knows the password. Immutable.
 *
 * <p>Of type {@code tls-server-end-point} (RFC 5929 section 4): a hash of the server's certificate.
 * The other types come from the keys of the TLS session, which Java gives out from version 25 on.
 */
public final class ChannelBinding {

  /** The only type that is known here. */
  static final String SERVER_END_POINT = "tls-server-end-point";

  private static final String PSS = "RSASSA-PSS";

  private final byte[] data;

  private ChannelBinding(byte[] data) {
    this.data = data;
  }

  /**
   * Computes the binding to a server's certificate.
   *
   * @param certificate what the server has shown in the handshake
   * @return the binding; nothing where the certificate's signature has no hash function of its own,
   *     such as with Ed25519, or several, or one that this Java runtime does not have
   */
  public static Optional<ChannelBinding> toServer(X509Certificate certificate) {
    String hash = hashOf(certificate);
    if (hash.isEmpty()) {
      return Optional.empty();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance(strongEnough(hash));
      return Optional.of(new ChannelBinding(digest.digest(certificate.getEncoded())));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // the signature's hash is not known here, so its data is neither
    }
  }

  /** RFC 5929 section 4.1: what is weak is not used, whatever the certificate was signed with. */
  private static String strongEnough(String hash) {
    return hash.equals("MD5") || hash.equals("SHA-1") ? "SHA-256" : hash;
  }

  /** The hash function of the signature, by Java's names; empty where there is not exactly one. */
  private static String hashOf(X509Certificate certificate) {
    String name = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    if (name.equals(PSS)) {
      return hashOfPss(certificate.getSigAlgParams());
    }
    int end = name.indexOf("WITH");
    String hash = end < 0 ? "" : name.substring(0, end);
    return hash.startsWith("SHA") && !hash.startsWith("SHA3-") ? "SHA-" + hash.substring(3) : hash;
  }

  /** RFC 4055 section 3.1: hash and mask generation say each which function they use. */
  private static String hashOfPss(byte[] encoded) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
      parameters.init(encoded);
      PSSParameterSpec pss = parameters.getParameterSpec(PSSParameterSpec.class);
      boolean same =
          pss.getMGFParameters() instanceof MGF1ParameterSpec mask
              && mask.getDigestAlgorithm().equalsIgnoreCase(pss.getDigestAlgorithm());
      return same ? pss.getDigestAlgorithm().toUpperCase(Locale.ROOT) : "";
    } catch (IOException | GeneralSecurityException e) {
      return "";
    }
  }

  /** The octets that both sides must agree on. */
  byte[] data() {
    return data.clone();
  }
}
