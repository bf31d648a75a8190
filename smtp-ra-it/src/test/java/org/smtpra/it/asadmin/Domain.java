package org.smtpra.it.asadmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.smtpra.it.server.FreePorts;
import org.smtpra.it.server.LogFile;

/** A running domain: a copy of the product's own, on free ports of the loopback address. */
final class Domain implements AutoCloseable {

  private static final String NAME = "domain1";
  private static final int ADMIN = 4848;
  private static final int HTTP = 8080;

  /** All that the domain of a new installation names. */
  private static final List<Integer> PORTS =
      List.of(ADMIN, HTTP, 3700, 3820, 3920, 4900, 5900, 6666, 7676, 8181, 8686, 9009);

  private static final Duration STOP = Duration.ofSeconds(90);

  private final Path directory;
  private final int offset;
  private final ProcessHandle process;

  private Domain(Path directory, int offset, ProcessHandle process) {
    this.directory = directory;
    this.offset = offset;
    this.process = process;
  }

  /** Makes a new domain in a directory of this name, in the place of an earlier run's. */
  static Domain start(Asadmin asadmin, String parent) {
    Path domains = asadmin.work().resolve(parent);
    Path directory = domains.resolve(NAME);
    int offset = FreePorts.offset(16_000, PORTS);
    try {
      DomainFiles.copy(
          asadmin.home().installation().resolve("glassfish/domains").resolve(NAME), directory);
      DomainFiles.moveToLoopback(directory, PORTS, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean up = false;
    try {
      asadmin.run("start-domain", "--domaindir", domains.toString(), NAME);
      up = true;
    } finally {
      if (!up) {
        process(directory).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    ProcessHandle process = process(directory).orElseThrow();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new Domain(directory, offset, process);
  }

  private static Optional<ProcessHandle> process(Path directory) {
    Path file = directory.resolve("config/pid");
    try {
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int adminPort() {
    return ADMIN + offset;
  }

  URI http() {
    return URI.create("http://127.0.0.1:" + (HTTP + offset) + "/");
  }

  LogFile log() {
    return new LogFile(directory.resolve("logs/server.log"));
  }

  /** Asks the process to end (SIGTERM), and kills it if it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
      throw new AssertionError("the server did not stop within " + STOP, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
