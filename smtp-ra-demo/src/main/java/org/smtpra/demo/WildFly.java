package org.smtpra.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A WildFly of its own, on free ports of the loopback address. Its configuration is a fresh copy of
 * the distribution's, so that each run begins as a user does.
 */
final class WildFly implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration COMMANDS = Duration.ofMinutes(2);
  private static final String STARTED = "WFLYSRV0025";
  private static final List<String> STARTED_OR_NOT = List.of(STARTED, "WFLYSRV0026", "WFLYSRV0056");

  /** What bin/standalone.sh passes to a JDK from 17 on. */
  private static final List<String> OPEN_PACKAGES =
      List.of(
          "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
          "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.management/javax.management=ALL-UNNAMED",
          "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

  private final Path home;
  private final Path directory;
  private final ServerProcess process;
  private final int httpPort;
  private final int managementPort;

  private WildFly(Path home, Path directory, ServerProcess process, List<Integer> ports) {
    this.home = home;
    this.directory = directory;
    this.process = process;
    this.httpPort = ports.get(0);
    this.managementPort = ports.get(1);
  }

  /**
   * Starts the server; {@link #awaitStarted} waits for it.
   *
   * @param home the unpacked distribution
   * @param directory gets configuration, deployments and logs
   * @param properties system properties
   * @param environment environment variables
   */
  static WildFly start(
      Path home, Path directory, Map<String, String> properties, Map<String, String> environment)
      throws DemoException {
    try {
      Path base = directory.resolve("server");
      copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
      Files.createDirectories(base.resolve("deployments"));
      List<Integer> ports = FreePorts.find(4);
      List<String> command = java(home, OPEN_PACKAGES);
      command.addAll(List.of("org.jboss.as.standalone", "-Djboss.home.dir=" + home));
      command.add("-Djboss.server.base.dir=" + base);
      command.addAll(List.of("-b=127.0.0.1", "-bmanagement=127.0.0.1"));
      command.add("-Djboss.http.port=" + ports.get(0));
      command.add("-Djboss.management.http.port=" + ports.get(1));
      command.add("-Djboss.https.port=" + ports.get(2));
      command.add("-Djboss.management.https.port=" + ports.get(3));
      properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().putAll(environment);
      Path log = directory.resolve("wildfly.log");
      ServerProcess process = ServerProcess.start(builder, log, STARTED_OR_NOT);
      return new WildFly(home, directory, process, ports);
    } catch (IOException e) {
      throw new DemoException("WildFly cannot be started from " + home, e);
    }
  }

  private static List<String> java(Path home, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx768m");
    command.addAll(options);
    command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
    command.addAll(List.of("-mp", home.resolve("modules").toString()));
    return command;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file, to.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  void awaitStarted() throws DemoException {
    String line = process.awaitLine(START);
    if (!line.contains(STARTED)) {
      throw new DemoException("WildFly did not start properly:\n" + process.tail(), null);
    }
  }

  /** Runs a script in jboss-cli, in the folder where the archives are. */
  void configure(Path script, Path archives) throws DemoException {
    List<String> command = java(home, List.of());
    command.addAll(List.of("org.jboss.as.cli", "--connect", "--timeout=60000"));
    command.add("--controller=remote+http://127.0.0.1:" + managementPort);
    command.add("--file=" + script);
    ProcessBuilder builder = new ProcessBuilder(command).directory(archives.toFile());
    try (ServerProcess cli =
        ServerProcess.start(builder, directory.resolve("jboss-cli.log"), List.of())) {
      if (cli.awaitEnd(COMMANDS) != 0) {
        throw new DemoException(
            script.getFileName() + " failed:\n" + cli.tail() + "\n\n" + log(), null);
      }
    } catch (IOException e) {
      throw new DemoException("jboss-cli cannot be started", e);
    }
  }

  /** The last lines of the server's log. */
  String log() {
    return "The end of the server's log:\n" + process.tail();
  }

  /** Waits until somebody ends the server. */
  void awaitEnd() throws DemoException {
    process.awaitEnd(Duration.ofDays(365));
  }

  /** The address of the application. */
  URI application(String contextPath) {
    return URI.create("http://127.0.0.1:" + httpPort + contextPath);
  }

  @Override
  public void close() {
    process.close();
  }
}
