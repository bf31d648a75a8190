package org.smtpra.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Whose certificate one host may show, where it is not the factory's to say.
 *
 * @param storeFile the certificates to trust for this host alone; nothing for the factory's
 * @param storePassword that file's password; an empty secret if it has none
 * @param pins the SHA-256 fingerprints of the certificates that are trusted as they are, in lower
 *     case hexadecimal digits; empty where an authority's word is enough
 */
public record HostTrust(Optional<Path> storeFile, Secret storePassword, Set<String> pins) {

  /** Whatever the factory trusts. */
  public static final HostTrust FACTORY = new HostTrust(Optional.empty(), new Secret(""), Set.of());

  /** Copies the set. */
  public HostTrust {
    pins = Set.copyOf(pins);
  }
}
