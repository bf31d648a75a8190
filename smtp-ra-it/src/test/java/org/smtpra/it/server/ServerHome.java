package org.smtpra.it.server;

import java.nio.file.Path;

/**
 * Where a server lives during a run of the acceptance tests.
 *
 * @param installation the product as it was unpacked; tests leave it as it is
 * @param work a directory of this run, for its configuration, logs and deployments
 * @param java the JDK that runs the server
 * @param archive the adapter's archive
 */
public record ServerHome(Path installation, Path work, Path java, Path archive) {

  /** The one that the build has prepared for this run. */
  public static ServerHome ofThisRun() {
    return new ServerHome(
        Path.of(System.getProperty("smtp-ra.server.home")),
        Path.of(System.getProperty("smtp-ra.server.work")),
        ServerJava.ofThisRun().orElseThrow(),
        Path.of(System.getProperty("smtp-ra.rar")));
  }
}
