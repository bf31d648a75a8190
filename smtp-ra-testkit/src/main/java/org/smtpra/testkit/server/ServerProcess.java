package org.smtpra.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A server's processes, in a PID and mount namespace of their own.
 *
 * <p>Mail servers fork, and what they fork outlives its parent. In a PID namespace the end of its
 * first process, the shell below, ends all others, so nothing can be left behind. The shell holds
 * the read end of a pipe from this JVM: closing the pipe, or the death of the JVM, makes it end the
 * server.
 */
final class ServerProcess {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(15);

  private static final String SUPERVISE =
      """
      while [ "$1" != -- ]; do mount --bind "$1" "$2" || exit 1; shift 2; done; shift
      exec 3<&0
      "$@" </dev/null 3<&- &
      server=$!
      { cat <&3 >/dev/null; kill -TERM $server; sleep 10; kill -KILL $server; } &
      exec 3<&- </dev/null
      wait $server
      """;

  /** One that has ended meanwhile needs no signal. */
  private static final String SIGNAL =
      "name=$1; shift; for pid; do kill -s $name $pid 2>/dev/null; done; true";

  private final ServerCommand command;
  private final Path output;
  private @Nullable Process process;

  ServerProcess(ServerCommand command, Path output) {
    this.command = command;
    this.output = output;
  }

  /**
   * Starts it and waits until it is ready: null, or why it is not.
   *
   * @param hopeless whether there is nothing to wait for, although it runs
   */
  @Nullable String start(BooleanSupplier hopeless) {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException(command.program() + " is running already");
    }
    Process started = launch();
    process = started;
    boolean ready =
        BoundedPoll.until(
            START,
            () -> !started.isAlive() || hopeless.getAsBoolean() || command.ready().getAsBoolean());
    if (hopeless.getAsBoolean()) {
      return command.program() + " cannot have its port";
    }
    if (!started.isAlive()) {
      return command.program() + " ended with " + started.exitValue() + " instead of starting";
    }
    return ready
        ? null
        : command.program() + " did not get ready within " + START.toSeconds() + " s";
  }

  /** Asks it to end, and kills it if it does not. */
  void stop() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    try (OutputStream pipe = running.getOutputStream()) {
      pipe.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!ended(running)) {
      kill();
    }
  }

  /**
   * Kills all of it. The signal goes to the first process of the namespace: the kernel kills the
   * others, and unshare, our child, ends only when all are gone.
   */
  void kill() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    running
        .children()
        .findFirst()
        .ifPresentOrElse(ProcessHandle::destroyForcibly, running::destroyForcibly);
    if (!ended(running)) {
      throw new IllegalStateException(
          command.program() + " did not end within " + STOP.toSeconds() + " s of being killed");
    }
  }

  /** Sends a signal to all of it, until no process is left that has not got it. */
  void signal(String name) {
    Set<String> reached = new HashSet<>();
    List<String> more = notYet(reached);
    while (!more.isEmpty()) {
      List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SIGNAL, "signal", name));
      line.addAll(more);
      ShortCommand.run(line, Map.of(), "");
      reached.addAll(more);
      more = notYet(reached);
    }
  }

  private List<String> notYet(Set<String> reached) {
    Process running = process;
    return running == null
        ? List.of()
        : running
            .descendants()
            .map(one -> String.valueOf(one.pid()))
            .filter(pid -> !reached.contains(pid))
            .toList();
  }

  private Process launch() {
    List<String> line =
        new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
    line.addAll(List.of("--", "/bin/sh", "-c", SUPERVISE, "supervise"));
    command.mounts().forEach((source, target) -> line.addAll(List.of(source.toString(), target)));
    line.add("--");
    line.addAll(command.line());
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(command.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ended(Process running) {
    try {
      return running.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
