package org.smtpra.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Paths that an administrator has typed. */
final class ReadableFile {

  private ReadableFile() {}

  /** Nothing if it is no file that this process can read. */
  static Optional<Path> of(String text) {
    return path(text).filter(Files::isRegularFile).filter(Files::isReadable);
  }

  /** Nothing if it cannot be the name of a file. */
  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
