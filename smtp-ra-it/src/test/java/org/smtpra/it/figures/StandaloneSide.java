package org.smtpra.it.figures;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ServerJava;
import org.smtpra.it.server.ServerProcess;

/** The stand-alone pool in a program of its own, on the JDK and with the heap of the server. */
public final class StandaloneSide implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final String HEAP = "-Xmx640m";

  private final Side side;
  private final ServerProcess process;
  private final Path directory;

  private StandaloneSide(Side side, ServerProcess process, Path directory) {
    this.side = side;
    this.process = process;
    this.directory = directory;
  }

  /**
   * Starts it.
   *
   * @param mailServers their ports by name
   */
  public static StandaloneSide start(Map<String, Integer> mailServers) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ServerJava.ofThisRun().orElseThrow().resolve("bin/java").toString());
    command.addAll(List.of(HEAP, "-cp", System.getProperty("java.class.path")));
    command.add(LoadProgram.class.getName());
    mailServers.forEach((name, port) -> command.addAll(List.of(name, Integer.toString(port))));
    Path directory = Files.createTempDirectory("smtp-ra-standalone");
    ServerProcess process =
        ServerProcess.start(command, Map.of(), directory, directory.resolve("console"));
    process.await(() -> port(process).isPresent(), START);
    URI root = URI.create("http://127.0.0.1:" + port(process).orElseThrow() + "/");
    Map<String, Application> applications = new HashMap<>();
    mailServers
        .keySet()
        .forEach(name -> applications.put(name, Application.at(root.resolve(name + "/"))));
    return new StandaloneSide(new Side("stand-alone", applications), process, directory);
  }

  /** Where it listens, once it has said so. */
  private static Optional<String> port(ServerProcess process) {
    return process
        .console()
        .text()
        .lines()
        .filter(line -> line.startsWith(LoadProgram.LISTENS))
        .map(line -> line.substring(LoadProgram.LISTENS.length()))
        .findFirst();
  }

  /** For the comparison. */
  public Side side() {
    return side;
  }

  @Override
  public void close() throws IOException {
    process.close();
    Files.delete(directory.resolve("console"));
    Files.delete(directory);
  }
}
