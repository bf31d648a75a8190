package org.smtpra.it.asadmin;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.smtpra.it.server.AdministrationException;

/**
 * A session at asadmin's own prompt: quicker than a process for each command, and with the same
 * lines that an administrator types there. Thread safe.
 */
final class AsadminSession implements AutoCloseable {

  private static final long STOP_SECONDS = 30;
  private static final long PATIENCE_MINUTES = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  private AsadminSession(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Begins one with the server whose administration listens on this port. */
  static AsadminSession open(Asadmin asadmin, int adminPort) {
    ProcessBuilder builder =
        new ProcessBuilder(asadmin.command("--port", String.valueOf(adminPort), "multimode"))
            .directory(asadmin.work().toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(asadmin.environment());
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new AsadminSession(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs one line and gives what was printed.
   *
   * @throws AdministrationException with that text, if the command failed
   */
  String run(String line) {
    lock.lock();
    Future<?> impatience =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(PATIENCE_MINUTES, TimeUnit.MINUTES));
    try {
      in.write(line);
      in.newLine();
      in.flush();
      return answerTo(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      impatience.cancel(false);
      lock.unlock();
    }
  }

  private String answerTo(String line) throws IOException {
    String verdict = "Command " + line.split(" ", 2)[0] + " ";
    StringBuilder text = new StringBuilder();
    while (true) {
      String printed = out.readLine();
      if (printed == null) {
        throw new AdministrationException("asadmin has ended at " + line + ": " + text, null);
      }
      if (printed.equals(verdict + "executed successfully.")) {
        return text.toString();
      }
      if (printed.equals(verdict + "failed.")) {
        throw new AdministrationException(line + ": " + text, null);
      }
      text.append(printed).append('\n');
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      in.close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } finally {
      lock.unlock();
    }
  }
}
