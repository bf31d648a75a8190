package org.smtpra.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whom we trust, and which versions of TLS we speak.
 *
 * @param trustStoreFile the certificates to trust; nothing for those of the Java runtime
 * @param trustStorePassword the trust store's password; an empty secret if it has none
 * @param trustStoreType the trust store's format
 * @param protocols the versions to offer; empty for the Java runtime's defaults
 */
public record TlsConfiguration(
    Optional<Path> trustStoreFile,
    Secret trustStorePassword,
    String trustStoreType,
    List<String> protocols) {

  /** Copies the list. */
  public TlsConfiguration {
    protocols = List.copyOf(protocols);
  }
}
