package org.smtpra.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers lines by lines. Ended by closing its standard input, and by force if that
 * is not enough, or if it does not answer in time. For one thread.
 */
public final class ChildProcess implements AutoCloseable {
  private static final long GRACE_SECONDS = 10;

  private final String name;
  private final Process process;
  private final PrintWriter questions;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

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
    Thread reader = new Thread(this::read, "answers of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Asks and waits for the answer.
   *
   * @param limit how long at most; a process that has not answered by then is killed
   * @throws UnansweredException when the process has not answered within the limit
   * @throws IOException when the process has ended, or answers that it failed
   */
  public Fields ask(String question, Duration limit) throws IOException {
    questions.println(question);
    Answer heard =
        await(limit)
            .orElseThrow(
                () -> {
                  process.destroyForcibly();
                  return new UnansweredException(
                      name
                          + " has not answered within "
                          + limit.toSeconds()
                          + " s to: "
                          + question);
                });
    Fields answer =
        Fields.parse(
            heard
                .line()
                .orElseThrow(
                    () -> new IOException(name + " has ended without an answer to: " + question)));
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

  private Optional<Answer> await(Duration limit) throws IOException {
    try {
      return Optional.ofNullable(answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith(Console.ANSWER)) {
          answers.add(new Answer(Optional.of(line.substring(Console.ANSWER.length()))));
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // As good as the end.
    } finally {
      answers.add(new Answer(Optional.empty()));
    }
  }

  /** Empty when the process has ended. */
  private record Answer(Optional<String> line) {}

  /** The process did not answer in time and was killed. */
  public static final class UnansweredException extends IOException {
    private static final long serialVersionUID = 1L;

    private UnansweredException(String message) {
      super(message);
    }
  }
}
