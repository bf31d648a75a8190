package org.smtpra.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.smtpra.config.KeyStoreConfiguration;
import org.smtpra.config.TlsConfiguration;

/**
 * What tells one version of the files from another, without reading them; equal for the same
 * version.
 *
 * @param trust of the trust store; an empty text for none
 * @param key of the key store; an empty text for none
 */
record FileStamps(String trust, String key) {

  static FileStamps of(TlsConfiguration configuration) {
    return new FileStamps(
        stamp(configuration.trustStoreFile()),
        stamp(configuration.keyStore().map(KeyStoreConfiguration::file)));
  }

  /** The key of the file too: Kubernetes exchanges a link, and may keep time and size. */
  private static String stamp(Optional<Path> file) {
    if (file.isEmpty()) {
      return "";
    }
    try {
      BasicFileAttributes now = Files.readAttributes(file.get(), BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException e) {
      return "gone";
    }
  }
}
