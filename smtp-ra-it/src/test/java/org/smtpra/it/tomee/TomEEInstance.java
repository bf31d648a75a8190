package org.smtpra.it.tomee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.smtpra.it.server.FreePorts;
import org.smtpra.it.server.LogFile;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProcess;

/**
 * A CATALINA_BASE of this run beside the installation, which stays as it was unpacked: a copy of
 * its configuration with other ports, on the loopback interface only.
 *
 * @param home where things are
 * @param base the directory
 * @param port where applications answer
 */
record TomEEInstance(ServerHome home, Path base, int port) {

  private static final int HTTP = 8080;
  private static final Duration BOOT = Duration.ofMinutes(5);

  /** The tests read the log while the server runs, so it is written at once and to one place. */
  private static final String LOGGING =
      """
      handlers = java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level = INFO
      java.util.logging.ConsoleHandler.encoding = UTF-8
      java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
      """;

  /** Makes a fresh one. */
  static TomEEInstance make(ServerHome home, String name, int firstOffset) throws IOException {
    Path base = home.work().resolve(name);
    deleteTree(base);
    for (String directory : List.of("apps", "logs", "temp", "webapps", "work")) {
      Files.createDirectories(base.resolve(directory));
    }
    Path conf = Files.createDirectories(base.resolve("conf"));
    try (Stream<Path> files = Files.list(home.installation().resolve("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, conf.resolve(file.getFileName().toString()));
      }
    }
    TomEEInstance instance =
        new TomEEInstance(home, base, HTTP + FreePorts.offset(firstOffset, List.of(HTTP)));
    instance.setPorts();
    copyTree(home.installation().resolve("webapps/manager"), base.resolve("webapps/manager"));
    Files.writeString(conf.resolve("tomcat-users.xml"), Manager.USERS);
    Files.writeString(conf.resolve("logging.properties"), LOGGING);
    return instance;
  }

  private void setPorts() throws IOException {
    Path file = base.resolve("conf/server.xml");
    String text =
        Files.readString(file)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace(
                "<Connector port=\"8080\" protocol=\"HTTP/1.1\"",
                "<Connector address=\"127.0.0.1\" port=\"" + port + "\" protocol=\"HTTP/1.1\"");
    if (!text.contains("port=\"" + port + "\"") || !text.contains("port=\"-1\"")) {
      throw new IllegalStateException("the server.xml of this TomEE is not the one we know");
    }
    Files.writeString(file, text);
  }

  /** Starts it, and comes back when it is up. */
  ServerProcess start() {
    ServerProcess process =
        ServerProcess.start(
            List.of("sh", home.installation().resolve("bin/catalina.sh").toString(), "run"),
            environment(),
            base,
            log().file());
    process.await(() -> log().text().contains("Server startup in"), BOOT);
    return process;
  }

  /** Of the server and of its commands; the locale decides how TomEE's ciphers read letters. */
  Map<String, String> environment() {
    return Map.of(
        "JAVA_HOME", home.java().toString(),
        "CATALINA_HOME", home.installation().toString(),
        "CATALINA_BASE", base.toString(),
        "CATALINA_OPTS", "-Xmx512m",
        "LC_ALL", "C.UTF-8");
  }

  LogFile log() {
    return new LogFile(base.resolve("logs/console.txt"));
  }

  URI http() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }

  static void deleteTree(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
