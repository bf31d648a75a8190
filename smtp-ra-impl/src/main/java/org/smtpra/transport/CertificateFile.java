package org.smtpra.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Secret;

/** A file with the certificates to trust: a key store, or PEM as administrators have it at hand. */
final class CertificateFile {

  private static final String PEM = "-----BEGIN CERTIFICATE-----";

  private CertificateFile() {}

  /**
   * Reads it.
   *
   * @param property who names the file, for the text of a failure
   */
  static TrustManager[] trustManagers(String property, Path file, Secret password, String type)
      throws IOException, GeneralSecurityException {
    byte[] octets = Files.readAllBytes(file);
    KeyStore store = isPem(octets) ? ofPem(octets) : keyStore(octets, password, type);
    if (store.size() == 0) {
      throw new KeyStoreException(
          property
              + " is "
              + file
              + ", in which no certificate can be read; is "
              + property.replace("File", "Password")
              + " missing?");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static boolean isPem(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1).contains(PEM);
  }

  private static KeyStore keyStore(byte[] octets, Secret password, String type)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(new ByteArrayInputStream(octets), password(password));
    return store;
  }

  private static KeyStore ofPem(byte[] octets) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    // What stands before the first one, such as a description, is no part of PEM.
    byte[] blocks = text.substring(text.indexOf(PEM)).getBytes(StandardCharsets.ISO_8859_1);
    for (Certificate each :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(blocks))) {
      store.setCertificateEntry(String.valueOf(store.size()), each);
    }
    return store;
  }

  /**
   * None at all where none is set: a format that checks integrity would take "" for a wrong one.
   */
  private static char @Nullable [] password(Secret secret) {
    return secret.isEmpty() ? null : secret.reveal().toCharArray();
  }
}
