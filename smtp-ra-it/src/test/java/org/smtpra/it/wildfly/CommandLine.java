package org.smtpra.it.wildfly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.as.cli.CommandContext;
import org.jboss.as.cli.CommandContextFactory;
import org.jboss.as.cli.CommandLineException;
import org.jboss.as.cli.impl.CommandContextConfiguration;
import org.jboss.dmr.ModelNode;
import org.smtpra.it.server.AdministrationException;

/** WildFly's own command line, connected to a running server. Thread safe. */
final class CommandLine implements AutoCloseable {

  /** The command reload waits for so long until the server is back; a busy machine boots slowly. */
  private static final int RELOAD_MILLIS = 120_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final CommandContext context;

  private CommandLine(CommandContext context) {
    this.context = context;
  }

  static CommandLine connect(int managementPort) {
    try {
      ByteArrayOutputStream console = new ByteArrayOutputStream();
      CommandContext context =
          CommandContextFactory.getInstance()
              .newCommandContext(
                  new CommandContextConfiguration.Builder()
                      .setController("remote+http://127.0.0.1:" + managementPort)
                      .setConsoleOutput(console)
                      .setInitConsole(false)
                      .setConnectionTimeout(RELOAD_MILLIS)
                      .build());
      context.connectController();
      return new CommandLine(context);
    } catch (CommandLineException e) {
      throw new AdministrationException(e.getMessage(), e);
    }
  }

  /** Runs lines as a script does: the first one that fails ends it. */
  void run(List<String> lines) {
    lock.lock();
    try {
      for (String line : lines) {
        handle(line);
      }
    } finally {
      if (context.isBatchMode()) {
        context.getBatchManager().discardActiveBatch();
      }
      lock.unlock();
    }
  }

  void run(String... lines) {
    run(List.of(lines));
  }

  private void handle(String line) {
    try {
      context.handle(line);
    } catch (CommandLineException e) {
      throw new AdministrationException(line + ": " + e.getMessage(), e);
    }
  }

  /** Runs one operation and gives its result. */
  ModelNode ask(String operation) {
    lock.lock();
    try {
      ModelNode answer =
          context.getModelControllerClient().execute(context.buildRequest(operation));
      if (!answer.get("outcome").asString().equals("success")) {
        throw new AdministrationException(
            operation + ": " + answer.get("failure-description").asString(), null);
      }
      return answer.get("result");
    } catch (CommandLineException e) {
      throw new AdministrationException(operation + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    context.terminateSession();
  }
}
