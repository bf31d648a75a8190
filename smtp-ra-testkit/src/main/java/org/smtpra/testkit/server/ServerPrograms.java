package org.smtpra.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.smtpra.testkit.server.ServerAvailability.Available;
import org.smtpra.testkit.server.ServerAvailability.NotInstalled;

/** Where the servers' programs are on this machine. */
final class ServerPrograms {

  private static final String HOW_TO_INSTALL =
      "; as root on Debian 12, this installs it: .ci/install-mail-servers";

  private ServerPrograms() {}

  /** The directory that the installation script unpacks a package into. */
  static Path unpacked(String debianPackage) {
    return Path.of(System.getProperty("smtpra.servers", "/opt/smtp-ra-servers"), debianPackage);
  }

  /**
   * Looks for a program and asks it for its version.
   *
   * @param version finds the version in what the command prints
   */
  static ServerAvailability find(
      Path program,
      List<String> versionCommand,
      Map<String, String> environment,
      UnaryOperator<String> version) {
    if (!Files.isExecutable(program)) {
      return new NotInstalled(program + " is not installed" + HOW_TO_INSTALL);
    }
    try {
      ShortCommand.run(List.of("unshare", "--mount", "--pid", "--fork", "true"), Map.of(), "");
    } catch (IllegalStateException e) {
      return new NotInstalled(
          "Mail servers are started in namespaces of their own, as root only: " + e.getMessage());
    }
    try {
      String printed = ShortCommand.run(versionCommand, environment, "");
      return new Available(program, version.apply(printed).strip());
    } catch (IllegalStateException e) {
      return new NotInstalled(program + " does not run: " + e.getMessage() + HOW_TO_INSTALL);
    }
  }
}
