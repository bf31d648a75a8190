package org.smtpra.testkit.sasl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677). */
final class ScramSha256Server implements SaslServer {
  private static final int ITERATIONS = 4096;
  private static final Hmac HMAC = new Hmac("HmacSHA256");

  private static final String BOUND = "p=tls-server-end-point";

  private final Map<String, String> users;
  private final ScramTerms terms;
  private final boolean plus;
  private final SecureRandom random = new SecureRandom();
  private final byte[] salt = randomOctets();
  private String user = "";
  private String header = "";
  private String clientFirstBare = "";
  private String serverFirst = "";
  private String nonce = "";
  private boolean refused;

  private ScramSha256Server(Map<String, String> users, ScramTerms terms, boolean plus) {
    this.users = users;
    this.terms = terms;
    this.plus = plus;
  }

  static ScramSha256Server unbound(Map<String, String> users, ScramTerms terms) {
    return new ScramSha256Server(users, terms, false);
  }

  static ScramSha256Server bound(Map<String, String> users, ScramTerms terms) {
    return new ScramSha256Server(users, terms, true);
  }

  @Override
  public String firstChallenge() {
    return "";
  }

  @Override
  public SaslStep respond(String response) {
    if (refused) {
      return new SaslStep.Failure();
    }
    return serverFirst.isEmpty() ? first(response) : last(response);
  }

  private SaslStep first(String response) {
    // Section 7: gs2-cbind-flag "," [authzid] "," client-first-message-bare.
    int authorization = response.indexOf(',');
    int bare = response.indexOf(',', authorization + 1) + 1;
    if (authorization < 1 || bare < 1) {
      throw new IllegalArgumentException("SCRAM needs a gs2 header in front");
    }
    header = response.substring(0, bare);
    String flag = response.substring(0, authorization);
    if (plus != flag.startsWith("p=") || (!plus && !flag.equals("n") && !flag.equals("y"))) {
      throw new IllegalArgumentException("the gs2 flag " + flag + " does not fit the mechanism");
    }
    // Section 6: with y the client says that it was not offered what we do offer.
    boolean tampered = flag.equals("y") && terms.offersPlus();
    boolean unknown = plus && (!flag.equals(BOUND) || terms.certificate().isEmpty());
    if (tampered || unknown) {
      return new SaslStep.Failure();
    }
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
    byte[] binding = Base64.getDecoder().decode(attribute(response, 'c'));
    if (!MessageDigest.isEqual(binding, expectedBinding())) {
      refused = true;
      return new SaslStep.Challenge("e=channel-bindings-dont-match");
    }
    if (password == null || !attribute(response, 'r').equals(nonce) || proof.length != 32) {
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

  private byte[] expectedBinding() {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(octets(header));
    if (plus) {
      expected.writeBytes(terms.serverEndPoint());
    }
    return expected.toByteArray();
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
