package org.smtpra.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers lines by lines. Ended by closing its standard input, and by force if that
 * is not enough. For one thread.
 */
public final class ChildProcess implements AutoCloseable {
  private static final long GRACE_SECONDS = 10;

  private final String name;
  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;

  /**
   * Starts it.
   *
   * @param name for error messages
   * @param command program and arguments
   * @param log takes what the process writes to its standard error
   */
  public ChildProcess(String name, List<String> command, Path log) throws IOException {
    this.name = name;
    this.process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    this.questions =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws IOException when the process has ended, or answers that it failed
   */
  public Fields ask(String question) throws IOException {
    questions.println(question);
    String line = answers.readLine();
    while (line != null && !line.startsWith(Console.ANSWER)) {
      line = answers.readLine();
    }
    if (line == null) {
      throw new IOException(name + " has ended without an answer to: " + question);
    }
    Fields answer = Fields.parse(line.substring(Console.ANSWER.length()));
    if (answer.values().containsKey("error")) {
      throw new IOException(name + ", asked to " + question + ": " + answer.text("error"));
    }
    return answer;
  }

  @Override
  public void close() {
    questions.close();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
