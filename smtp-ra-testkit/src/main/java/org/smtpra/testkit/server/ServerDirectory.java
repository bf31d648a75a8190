package org.smtpra.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary directory of one server. The servers drop root's rights, so what they write has
 * owners of theirs.
 */
final class ServerDirectory {

  static final String ROOT = "root";

  private final Path path;

  private ServerDirectory(Path path) {
    this.path = path;
  }

  static ServerDirectory create(String server) {
    try {
      Path path = Files.createTempDirectory("smtp-ra-" + server + "-");
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      return new ServerDirectory(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /** Makes a directory that only its owner may write to. */
  Path directory(String name, String owner) {
    return unchecked(
        () -> {
          Path made = Files.createDirectories(path.resolve(name));
          Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
          return own(made, owner);
        });
  }

  /** Writes a text that everybody may read: a configuration. */
  Path file(String name, String text) {
    return unchecked(
        () -> {
          Path written = Files.writeString(path.resolve(name), text, StandardCharsets.UTF_8);
          return Files.setPosixFilePermissions(
              written, PosixFilePermissions.fromString("rw-r--r--"));
        });
  }

  /** Writes a text that only its owner may read: passwords. */
  Path secret(String name, String text, String owner) {
    return unchecked(
        () -> {
          Path written = Files.writeString(path.resolve(name), text, StandardCharsets.UTF_8);
          Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("r--------"));
          return own(written, owner);
        });
  }

  /** Makes an empty file that its owner may write, whoever is first to open it. */
  Path log(String name, String owner) {
    return unchecked(() -> own(Files.createFile(path.resolve(name)), owner));
  }

  /**
   * Copies a PEM file for the owner alone: the tests' own may lie where a server's user cannot go.
   */
  Path pem(String name, Path source, String owner) {
    return secret(
        name, unchecked(() -> Files.readString(source, StandardCharsets.US_ASCII)), owner);
  }

  /** The text of all files in a subdirectory, each under its name. */
  String textOfAll(String subdirectory) {
    StringBuilder text = new StringBuilder();
    for (Path file : list(path.resolve(subdirectory))) {
      text.append("--- ").append(file.getFileName()).append('\n');
      // Latin-1 reads any octets: a log may hold what a client sent.
      text.append(unchecked(() -> Files.readString(file, StandardCharsets.ISO_8859_1)));
    }
    return text.toString();
  }

  /** Deletes all of it. */
  void delete() {
    unchecked(
        () -> {
          try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
              Files.deleteIfExists(one);
            }
          }
          return path;
        });
  }

  private static List<Path> list(Path directory) {
    return unchecked(
        () -> {
          try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
          }
        });
  }

  private static Path own(Path file, String owner) throws IOException {
    return Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner));
  }

  private static <T> T unchecked(FileAction<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface FileAction<T> {
    T run() throws IOException;
  }
}
