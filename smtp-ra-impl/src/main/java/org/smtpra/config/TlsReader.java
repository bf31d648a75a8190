package org.smtpra.config;

import java.security.KeyStore;
import java.security.KeyStoreException;

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
        trustStoreType(),
        properties.words(SmtpProperty.TLS_PROTOCOLS));
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
