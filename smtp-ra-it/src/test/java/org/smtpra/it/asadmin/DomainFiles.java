package org.smtpra.it.asadmin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes the files of a domain that disturbs nobody, out of those of a new installation. */
final class DomainFiles {

  private DomainFiles() {}

  /** Copies a directory to the place of another. */
  static void copy(Path from, Path to) throws IOException {
    delete(to);
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * Moves the ports, lets every listener listen on the loopback address alone, ends Payara's search
   * for a cluster, serves more than five requests at a time, and lets the log grow in one file.
   */
  static void moveToLoopback(Path domain, List<Integer> ports, int offset) throws IOException {
    Path config = domain.resolve("config");
    edit(
        config.resolve("domain.xml"),
        text ->
            withOffset(text, ports, offset)
                .replace("\"0.0.0.0\"", "\"127.0.0.1\"")
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                .replace(
                    "<thread-pool name=\"http-thread-pool\"",
                    "<thread-pool name=\"http-thread-pool\" max-thread-pool-size=\"64\"")
                .replace(
                    "<hazelcast-config-specific-configuration>",
                    "<hazelcast-config-specific-configuration enabled=\"false\">"));
    edit(
        config.resolve("logging.properties"),
        text -> text.replaceAll("(?m)rotationLimitInBytes=.*$", "rotationLimitInBytes=0"));
  }

  private static String withOffset(String text, List<Integer> ports, int offset) {
    String moved = text;
    for (int port : ports) {
      moved =
          moved.replaceAll(
              "((?:port|value)=\"|telnet\\.port=)" + port + "\\b", "$1" + (port + offset));
    }
    return moved;
  }

  private static void edit(Path file, UnaryOperator<String> change) throws IOException {
    Files.writeString(file, change.apply(Files.readString(file)));
  }
}
