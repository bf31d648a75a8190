package org.smtpra.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom we trust, who we are, and which versions of TLS we speak.
 *
 * @param trustStoreFile the certificates to trust; nothing for those of the Java runtime
 * @param trustStorePassword the trust store's password; an empty secret if it has none
 * @param trustStoreType the trust store's format
 * @param keyStore our own certificate; nothing to show none
 * @param protocols the versions to offer; empty for the Java runtime's defaults
 * @param pins the certificates that are trusted as they are, and no others; empty for those whom
 *     the trust store vouches for
 */
public record TlsConfiguration(
    Optional<Path> trustStoreFile,
    Secret trustStorePassword,
    String trustStoreType,
    Optional<KeyStoreConfiguration> keyStore,
    List<String> protocols,
    Set<String> pins) {

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
    this(trustStoreFile, trustStorePassword, trustStoreType, Optional.empty(), protocols, Set.of());
  }

  /** The same for a host that may show other certificates. */
  public TlsConfiguration with(HostTrust trust) {
    return new TlsConfiguration(
        trust.storeFile().or(() -> trustStoreFile),
        trust.storeFile().isPresent() ? trust.storePassword() : trustStorePassword,
        trustStoreType,
        keyStore,
        protocols,
        trust.pins());
  }

  /** Copies the list and the set. */
  public TlsConfiguration {
    protocols = List.copyOf(protocols);
    pins = Set.copyOf(pins);
  }
}
