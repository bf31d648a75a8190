package org.smtpra.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.smtpra.config.KeyStoreConfiguration;
import org.smtpra.config.Secret;

/** What TLS makes of files with certificates: whom to trust, who we are. */
final class CertificateFile {

  private CertificateFile() {}

  /**
   * Whom to trust.
   *
   * @param property who names the file, for the text of a failure
   */
  static TrustManager[] trustManagers(String property, Path file, Secret password, String type)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStoreFile.read(file).trusted(password, type);
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

  /** Who we are. */
  static KeyManager[] keyManagers(KeyStoreConfiguration configuration)
      throws IOException, GeneralSecurityException {
    Secret password = configuration.password();
    KeyStore store = KeyStoreFile.read(configuration.file()).own(password, configuration.type());
    if (!hasKey(store)) {
      throw new UnrecoverableKeyException(
          configuration.file() + " has no private key; is keyStorePassword missing?");
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password.reveal().toCharArray());
    return factory.getKeyManagers();
  }

  private static boolean hasKey(KeyStore store) throws KeyStoreException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return true;
      }
    }
    return false;
  }
}
