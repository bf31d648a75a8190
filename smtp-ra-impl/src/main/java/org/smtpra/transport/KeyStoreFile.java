package org.smtpra.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Secret;

/** A file with certificates: a key store, or PEM as administrators have it at hand. */
final class KeyStoreFile {

  private static final String PEM = "-----BEGIN CERTIFICATE-----";

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private final Path file;
  private final byte[] octets;

  private KeyStoreFile(Path file, byte[] octets) {
    this.file = file;
    this.octets = octets;
  }

  static KeyStoreFile read(Path file) throws IOException {
    return new KeyStoreFile(file, Files.readAllBytes(file));
  }

  private boolean isPem() {
    return text().contains(PEM);
  }

  /** Whom to trust. */
  KeyStore trusted(Secret password, String type) throws IOException, GeneralSecurityException {
    if (!isPem()) {
      return keyStore(password, type);
    }
    KeyStore store = empty();
    for (Certificate each : certificates()) {
      store.setCertificateEntry(String.valueOf(store.size()), each);
    }
    return store;
  }

  /** Who we are; the key of a PEM file gets the password that is asked with. */
  KeyStore own(Secret password, String type) throws IOException, GeneralSecurityException {
    if (!isPem()) {
      return keyStore(password, type);
    }
    KeyStore store = empty();
    store.setKeyEntry(
        "own",
        privateKey(),
        password.reveal().toCharArray(),
        certificates().toArray(new Certificate[0]));
    return store;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private KeyStore keyStore(Secret password, String type)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(new ByteArrayInputStream(octets), password(password));
    return store;
  }

  /** What stands before the first one, such as a description or the key, is none. */
  private List<Certificate> certificates() throws GeneralSecurityException {
    String withoutKeys = PRIVATE_KEY.matcher(text()).replaceAll("");
    byte[] blocks =
        withoutKeys.substring(withoutKeys.indexOf(PEM)).getBytes(StandardCharsets.ISO_8859_1);
    return List.copyOf(
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(blocks)));
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    Matcher pem = PRIVATE_KEY.matcher(text());
    if (!pem.find()) {
      throw new UnrecoverableKeyException(
          file + " has no private key in the form -----BEGIN PRIVATE KEY-----");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        // It is another algorithm's.
      }
    }
    throw new UnrecoverableKeyException(file + " has a private key of no known algorithm");
  }

  private String text() {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  /**
   * None at all where none is set: a format that checks integrity would take "" for a wrong one.
   */
  private static char @Nullable [] password(Secret secret) {
    return secret.isEmpty() ? null : secret.reveal().toCharArray();
  }
}
