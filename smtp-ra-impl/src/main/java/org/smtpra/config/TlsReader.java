package org.smtpra.config;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Optional;
import java.util.Set;

/** Reads whom to trust. */
final class TlsReader {

  private final PropertyReader properties;

  TlsReader(PropertyReader properties) {
    this.properties = properties;
  }

  TlsConfiguration read() {
    return new TlsConfiguration(
        properties.readableFile(SmtpProperty.TRUST_STORE_FILE),
        properties.secret(SmtpProperty.TRUST_STORE_PASSWORD),
        type(SmtpProperty.TRUST_STORE_TYPE),
        keyStore(),
        properties.words(SmtpProperty.TLS_PROTOCOLS),
        Set.of());
  }

  private Optional<KeyStoreConfiguration> keyStore() {
    Secret password = properties.secret(SmtpProperty.KEY_STORE_PASSWORD);
    String type = type(SmtpProperty.KEY_STORE_TYPE);
    return properties
        .readableFile(SmtpProperty.KEY_STORE_FILE)
        .map(file -> new KeyStoreConfiguration(file, password, type));
  }

  private String type(SmtpProperty property) {
    String type = properties.text(property);
    try {
      return KeyStore.getInstance(type).getType();
    } catch (KeyStoreException e) {
      properties.refuse(property);
      return type;
    }
  }
}
