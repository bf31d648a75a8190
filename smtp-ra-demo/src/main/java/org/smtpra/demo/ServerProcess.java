package org.smtpra.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A process that this one started: its output goes to a file, and it is ended by its process id.
 */
final class ServerProcess implements AutoCloseable {

  private static final long STOP_SECONDS = 30;
  private static final int TAIL_LINES = 40;
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

  private final Process process;
  private final Path log;
  private final CompletableFuture<String> awaitedLine = new CompletableFuture<>();

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @param builder the command
   * @param log the file that gets its output
   * @param awaited begins the message that {@link #awaitLine} waits for
   */
  static ServerProcess start(ProcessBuilder builder, Path log, List<String> awaited)
      throws IOException {
    ServerProcess server = new ServerProcess(builder.redirectErrorStream(true).start(), log);
    server.process.getOutputStream().close();
    Thread reader = new Thread(() -> server.copyOutput(awaited), "output of " + log.getFileName());
    reader.setDaemon(true);
    reader.start();
    return server;
  }

  private void copyOutput(List<String> awaited) {
    try (BufferedReader in = process.inputReader(Charset.defaultCharset());
        PrintWriter out = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(COLOUR.matcher(line).replaceAll(""));
        if (awaited.stream().anyMatch(line::contains)) {
          awaitedLine.complete(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      awaitedLine.completeExceptionally(new DemoException("the process ended", null));
    }
  }

  /** Waits for the first line that holds an awaited text. */
  String awaitLine(Duration atMost) throws DemoException {
    try {
      return awaitedLine.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new DemoException("not ready after " + atMost.toSeconds() + " s:\n" + tail(), null);
    } catch (ExecutionException e) {
      throw new DemoException("the process ended too early:\n" + tail(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", e);
    }
  }

  /** Waits for the end of the process and returns its exit status. */
  int awaitEnd(Duration atMost) throws DemoException {
    try {
      if (process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new DemoException("not done after " + atMost.toSeconds() + " s:\n" + tail(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", e);
    }
  }

  /** The last lines of its output. */
  String tail() {
    try {
      List<String> lines = Files.readAllLines(log, Charset.defaultCharset());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e + ")";
    }
  }

  /** Asks the process to end, and ends it if it does not. */
  @Override
  public void close() {
    process.toHandle().destroy(); // Process.destroy would cut off the last lines of the log
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
