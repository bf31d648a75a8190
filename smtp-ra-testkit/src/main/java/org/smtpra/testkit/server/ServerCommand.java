package org.smtpra.testkit.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How a server is started.
 *
 * @param line the program, which must stay in the foreground, and its arguments
 * @param environment what is added to the environment
 * @param mounts directories of ours by the directory that the server finds them at: for places
 *     compiled into its program
 * @param ready whether it serves
 */
record ServerCommand(
    List<String> line,
    Map<String, String> environment,
    Map<Path, String> mounts,
    BooleanSupplier ready) {

  String program() {
    return line.get(0);
  }
}
