package org.smtpra.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a server stores mail: one file a mail, complete as soon as it is in {@code new}. */
final class Maildir {

  private final Path arrived;

  Maildir(Path directory) {
    this.arrived = directory.resolve("new");
  }

  int count() {
    return files().size();
  }

  /** All mail, oldest first. */
  List<DeliveredMail> read() {
    List<DeliveredMail> mail = new ArrayList<>();
    try {
      for (Path file : files()) {
        mail.add(new DeliveredMail(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return mail;
  }

  private List<Path> files() {
    // The server makes the directory with the first mail.
    if (!Files.isDirectory(arrived)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(arrived)) {
      return files
          .sorted(Comparator.comparing(Maildir::modified).thenComparing(Path::getFileName))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
