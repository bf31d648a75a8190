package org.smtpra.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Optional;

/** Reads whom to trust. */
final class TlsReader {

  private final PropertyReader properties;

  TlsReader(PropertyReader properties) {
    this.properties = properties;
  }

  TlsConfiguration read() {
    return new TlsConfiguration(
        trustStoreFile(),
        properties.secret(SmtpProperty.TRUST_STORE_PASSWORD),
        trustStoreType(),
        properties.words(SmtpProperty.TLS_PROTOCOLS));
  }

  private Optional<Path> trustStoreFile() {
    String text = properties.text(SmtpProperty.TRUST_STORE_FILE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(text);
      if (Files.isRegularFile(file) && Files.isReadable(file)) {
        return Optional.of(file);
      }
    } catch (InvalidPathException e) {
      // Reported below, like a file that is not there.
    }
    properties.refuse(SmtpProperty.TRUST_STORE_FILE);
    return Optional.empty();
  }

  private String trustStoreType() {
    String type = properties.text(SmtpProperty.TRUST_STORE_TYPE);
    try {
      return KeyStore.getInstance(type).getType();
    } catch (KeyStoreException e) {
      properties.refuse(SmtpProperty.TRUST_STORE_TYPE);
      return type;
    }
  }
}
