package org.smtpra.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end, as an administrator does at a prompt.
 *
 * @param environment what is added to this process's environment
 * @param directory the working directory
 * @param patience how long it may take
 */
public record CommandRun(Map<String, String> environment, Path directory, Duration patience) {

  /** Copies the environment. */
  public CommandRun {
    environment = Map.copyOf(environment);
  }

  /**
   * Runs it and gives what it printed.
   *
   * @throws AdministrationException with that text, if it ended with an error or not at all
   */
  public String run(List<String> command) {
    try {
      Path output = Files.createTempFile("smtp-ra-command", ".txt");
      try {
        return run(command, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command, e);
    }
  }

  /** Into a file: what the program leaves running would hold a pipe open. */
  private String run(List<String> command, Path output) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    String text = Files.readString(output, StandardCharsets.UTF_8);
    if (!ended) {
      process.destroyForcibly();
      throw new AdministrationException(
          command + " did not end within " + patience + ": " + text, null);
    }
    if (process.exitValue() != 0) {
      throw new AdministrationException(
          command + " ended with " + process.exitValue() + ": " + text, null);
    }
    return text;
  }
}
