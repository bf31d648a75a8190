package org.smtpra.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.smtpra.spi.TokenRefusedException;

/**
 * The key of a service account: Google's JSON file, or a private key alone (PEM, PKCS#8).
 *
 * @param key the RSA key
 * @param keyId its name at the endpoint; an empty text for none
 * @param issuer whose key it is; an empty text where the file does not tell
 * @param endpoint where it counts; an empty text where the file does not tell
 */
record ServiceAccountKey(PrivateKey key, String keyId, String issuer, String endpoint) {

  private static final int MOST_OCTETS = 64 * 1024;

  /** The file is read again for each token, so a key that was exchanged counts at once. */
  static ServiceAccountKey read(Path file) throws TokenRefusedException, IOException {
    String text = Files.readString(checked(file), StandardCharsets.UTF_8).strip();
    if (!text.startsWith("{")) {
      return new ServiceAccountKey(key(file, text), "", "", "");
    }
    Map<String, Object> json;
    try {
      json = JsonText.object(text);
    } catch (IllegalArgumentException e) {
      throw unusable(file, String.valueOf(e.getMessage()));
    }
    return new ServiceAccountKey(
        key(file, JsonText.member(json, "private_key")),
        JsonText.member(json, "private_key_id"),
        JsonText.member(json, "client_email"),
        JsonText.member(json, "token_uri"));
  }

  private static Path checked(Path file) throws TokenRefusedException, IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw unusable(file, "this process cannot read it");
    }
    if (Files.size(file) > MOST_OCTETS) {
      throw unusable(file, "it is longer than " + MOST_OCTETS + " octets");
    }
    return file;
  }

  private static PrivateKey key(Path file, String pem) throws TokenRefusedException {
    String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    if (base64.length() == pem.length() || base64.isEmpty()) {
      throw unusable(file, "it has no private key in the form -----BEGIN PRIVATE KEY-----");
    }
    try {
      byte[] octets = Base64.getDecoder().decode(base64);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(octets));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Its text might quote the key.
      throw unusable(file, "its private key is no RSA key in PKCS#8");
    }
  }

  private static TokenRefusedException unusable(Path file, String why) {
    return new TokenRefusedException(
        "tokenFile is "
            + file
            + ", which cannot be used: "
            + why
            + "; it must be the service account's key (JSON) or a private key (PEM)");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ServiceAccountKey[keyId=" + keyId + ", issuer=" + issuer + "]";
  }
}
