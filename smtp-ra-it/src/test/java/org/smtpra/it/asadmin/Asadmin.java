package org.smtpra.it.asadmin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smtpra.it.server.CommandRun;
import org.smtpra.it.server.ServerHome;

/**
 * The program {@code asadmin} of an installation.
 *
 * @param home where the product, the JDK and the directory of this run are
 */
record Asadmin(ServerHome home) {

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration START = Duration.ofMinutes(5);

  /** Runs it once, to its end, and gives what it printed. */
  String run(String... arguments) {
    return new CommandRun(environment(), home.work(), PATIENCE).run(command(arguments));
  }

  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.installation().resolve("bin").resolve("asadmin").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** With texts in UTF-8, and bounds that fit a busy machine. */
  Map<String, String> environment() {
    return Map.of(
        "AS_JAVA", home.java().toString(),
        "JAVA_HOME", home.java().toString(),
        "LC_ALL", "C.UTF-8",
        "AS_ADMIN_READTIMEOUT", String.valueOf(PATIENCE.toMillis()),
        "AS_START_TIMEOUT", String.valueOf(START.toMillis()));
  }

  Path work() {
    return home.work();
  }
}
