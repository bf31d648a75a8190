package org.smtpra.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whom we trust, who we are, and which versions of TLS we speak.
 *
 * @param trustStoreFile the certificates to trust; nothing for those of the Java runtime
 * @param trustStorePassword the trust store's password; an empty secret if it has none
 * @param trustStoreType the trust store's format
 * @param keyStore our own certificate; nothing to show none
 * @param protocols the versions to offer; empty for the Java runtime's defaults
 */
public record TlsConfiguration(
    Optional<Path> trustStoreFile,
    Secret trustStorePassword,
    String trustStoreType,
    Optional<KeyStoreConfiguration> keyStore,
    List<String> protocols) {

  /**
   * Without a certificate of our own.
   *
   * @param trustStoreFile the certificates to trust
   * @param trustStorePassword the trust store's password
   * @param trustStoreType the trust store's format
   * @param protocols the versions to offer
   */
  public TlsConfiguration(
      Optional<Path> trustStoreFile,
      Secret trustStorePassword,
      String trustStoreType,
      List<String> protocols) {
    this(trustStoreFile, trustStorePassword, trustStoreType, Optional.empty(), protocols);
  }

  /** Copies the list. */
  public TlsConfiguration {
    protocols = List.copyOf(protocols);
  }
}
