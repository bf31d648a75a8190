package org.smtpra.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server that runs as a child of the tests, and ends with them. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration STOP = Duration.ofSeconds(90);

  private final Process process;
  private final LogFile console;

  private ServerProcess(Process process, LogFile console) {
    this.process = process;
    this.console = console;
  }

  /** Starts it; what it prints goes to the file. */
  public static ServerProcess start(
      List<String> command, Map<String, String> environment, Path directory, Path console) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new ServerProcess(process, new LogFile(console));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the server is up; a busy machine boots slowly. */
  public void await(BooleanSupplier up, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!up.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new AssertionError("the server has ended: " + console.text());
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not up within " + patience + ": " + console.text());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while a server starts", e);
    }
  }

  /** What it has printed. */
  public LogFile console() {
    return console;
  }

  /** Asks the process to end (SIGTERM), and kills it if it does not. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  /** Waits for a process that was told to end, and kills it if it does not. */
  public void awaitEnd() {
    try {
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the server did not stop within " + STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
