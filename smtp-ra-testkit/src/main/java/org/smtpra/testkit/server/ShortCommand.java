package org.smtpra.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program that ends by itself within seconds. */
final class ShortCommand {

  private static final int SECONDS = 60;

  private ShortCommand() {}

  /**
   * Runs it and returns what it printed on both its outputs.
   *
   * @param input what it reads; secrets go here, because arguments are seen by everyone and lose
   *     non-ASCII characters where the JVM runs in the POSIX locale
   * @throws IllegalStateException if it cannot be run, fails, or takes longer than a minute
   */
  static String run(List<String> command, Map<String, String> environment, String input) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return result(process, command);
    } catch (IOException e) {
      throw new IllegalStateException(
          "'" + String.join(" ", command) + "' could not be run: " + e.getMessage(), e);
    }
  }

  private static String result(Process process, List<String> command) throws IOException {
    String name = "'" + String.join(" ", command) + "'";
    try (InputStream out = process.getInputStream()) {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " did not end within " + SECONDS + " s");
      }
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            name + " failed with " + process.exitValue() + ": " + printed.strip());
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while " + name + " ran", e));
    } finally {
      process.destroyForcibly();
    }
  }
}
