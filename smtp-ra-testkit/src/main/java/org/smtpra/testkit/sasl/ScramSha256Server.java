package org.smtpra.testkit.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677). */
final class ScramSha256Server implements SaslServer {
  private static final int ITERATIONS = 4096;
  private static final Hmac HMAC = new Hmac("HmacSHA256");

  private final Map<String, String> users;
  private final SecureRandom random = new SecureRandom();
  private final byte[] salt = randomOctets();
  private String user = "";
  private String header = "";
  private String clientFirstBare = "";
  private String serverFirst = "";
  private String nonce = "";

  ScramSha256Server(Map<String, String> users) {
    this.users = users;
  }

  @Override
  public String firstChallenge() {
    return "";
  }

  @Override
  public SaslStep respond(String response) {
    return serverFirst.isEmpty() ? first(response) : last(response);
  }

  private SaslStep first(String response) {
    // Section 7: gs2-cbind-flag "," [authzid] "," client-first-message-bare.
    int authorization = response.indexOf(',');
    int bare = response.indexOf(',', authorization + 1) + 1;
    if (authorization != 1 || bare < 1 || response.charAt(0) == 'p') {
      throw new IllegalArgumentException("SCRAM needs n,, or y,, in front: no channel binding");
    }
    header = response.substring(0, bare);
    clientFirstBare = response.substring(bare);
    user = attribute(clientFirstBare, 'n').replace("=2C", ",").replace("=3D", "=");
    nonce = attribute(clientFirstBare, 'r') + encode(randomOctets());
    serverFirst = "r=" + nonce + ",s=" + encode(salt) + ",i=" + ITERATIONS;
    return new SaslStep.Challenge(serverFirst);
  }

  private SaslStep last(String response) {
    String withoutProof = response.substring(0, Math.max(0, response.lastIndexOf(",p=")));
    byte[] proof = Base64.getDecoder().decode(attribute(response, 'p'));
    String password = users.get(user);
    boolean bound =
        attribute(response, 'c').equals(encode(octets(header)))
            && attribute(response, 'r').equals(nonce);
    if (password == null || !bound || proof.length != 32) {
      return new SaslStep.Failure();
    }
    byte[] signed = octets(clientFirstBare + "," + serverFirst + "," + withoutProof);
    byte[] salted = salted(password);
    byte[] storedKey = sha256(HMAC.of(salted, octets("Client Key")));
    byte[] clientKey = exclusiveOr(proof, HMAC.of(storedKey, signed));
    if (!MessageDigest.isEqual(sha256(clientKey), storedKey)) {
      return new SaslStep.Failure();
    }
    byte[] signature = HMAC.of(HMAC.of(salted, octets("Server Key")), signed);
    return new SaslStep.Success(user, "v=" + encode(signature));
  }

  private byte[] salted(String password) {
    // NFKC is the part of SASLprep that matters to letters.
    char[] normal = Normalizer.normalize(password, Normalizer.Form.NFKC).toCharArray();
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(normal, salt, ITERATIONS, 256))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime lacks PBKDF2WithHmacSHA256", e);
    }
  }

  private static String attribute(String message, char name) {
    for (String part : message.split(",", -1)) {
      if (part.startsWith(name + "=")) {
        return part.substring(2);
      }
    }
    throw new IllegalArgumentException("SCRAM message without " + name + "=");
  }

  private byte[] randomOctets() {
    byte[] octets = new byte[18];
    random.nextBytes(octets);
    return octets;
  }

  private static byte[] exclusiveOr(byte[] left, byte[] right) {
    byte[] result = left.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= right[i];
    }
    return result;
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime lacks SHA-256", e);
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encode(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
