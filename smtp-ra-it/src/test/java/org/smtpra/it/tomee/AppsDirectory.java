package org.smtpra.it.tomee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.smtpra.it.server.AdministrationException;
import org.smtpra.it.server.ApplicationServer.LogMark;
import org.smtpra.it.server.LogFile;

/** The directory whose archives TomEE deploys, looking again and again. It answers in its log. */
final class AppsDirectory {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String FAILED = "Failed Auto-Deployment of: ";
  private static final String DEPLOYED = "Deployed Application(path=";

  private final Path directory;
  private final LogFile log;
  private final Set<String> deployed = new HashSet<>();

  AppsDirectory(Path directory, LogFile log) {
    this.directory = directory;
    this.log = log;
  }

  /** Puts an archive into it, in the place of an older one, and waits until it is deployed. */
  void put(Path archive) {
    String name = archive.getFileName().toString();
    Path target = directory.resolve(name);
    LogMark mark = log.mark();
    try {
      Path complete = directory.resolveSibling("temp").resolve(name);
      Files.copy(archive, complete, StandardCopyOption.REPLACE_EXISTING);
      Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    deployed.remove(name);
    String unpacked = directory.resolve(unpacked(name)).toString();
    await(mark, List.of(DEPLOYED + unpacked + ")", DEPLOYED + target + ")", FAILED + target));
    if (mark.text().contains(FAILED + target)) {
      throw new AdministrationException(mark.text(), null);
    }
    deployed.add(name);
  }

  /**
   * Takes an archive out of it, and waits until it is undeployed. What an archive that failed was
   * unpacked to must go first, or TomEE deploys that.
   */
  void remove(String name) {
    LogMark mark = log.mark();
    if (deployed.remove(name)) {
      delete(directory.resolve(name));
      await(
          mark,
          List.of("Completed Auto-Undeployment of: " + unpacked(name), "Auto-Undeploy Failed"));
    } else {
      TomEEInstance.deleteTree(directory.resolve(unpacked(name)));
      delete(directory.resolve(name));
      await(mark, List.of("File removed: " + directory.resolve(name)));
    }
  }

  private static String unpacked(String name) {
    return name.substring(0, name.length() - 4);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(LogMark mark, List<String> one) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (one.stream().noneMatch(mark.text()::contains)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + PATIENCE + " for " + one + ": " + mark.text());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for TomEE", e);
    }
  }
}
