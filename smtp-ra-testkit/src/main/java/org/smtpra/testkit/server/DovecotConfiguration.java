package org.smtpra.testkit.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Dovecot's configuration, for the submission service and as the authentication service of another
 * server.
 */
final class DovecotConfiguration {

  private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");

  private DovecotConfiguration() {}

  static ServerAvailability availability() {
    return ServerPrograms.find(
        PROGRAM,
        List.of(PROGRAM.toString(), "--version"),
        Map.of(),
        printed -> "Dovecot " + printed.replaceFirst("(?s) .*", ""));
  }

  /** Dovecot that only authenticates, over a socket that Postfix may use. */
  static ServerCommand sasl(ServerDirectory directory, MailServerSettings settings, Path socket) {
    String text = ConfigurationTemplate.fill("dovecot-sasl.conf", Map.of("socket", socket));
    return command(directory, settings, text, () -> accepts(socket));
  }

  /** A command that runs Dovecot with these settings beside those for authentication. */
  static ServerCommand command(
      ServerDirectory directory, MailServerSettings settings, String text, BooleanSupplier ready) {
    directory.directory("home", "dovecot");
    directory.directory("dovecot-run", ServerDirectory.ROOT);
    directory.directory("dovecot-state", ServerDirectory.ROOT);
    directory.secret("users", users(settings), "dovecot");
    String auth =
        ConfigurationTemplate.fill("dovecot-auth.conf", Map.of("directory", directory.path()));
    Path configuration = directory.file("dovecot.conf", auth + text);
    List<String> line = List.of(PROGRAM.toString(), "-F", "-c", configuration.toString());
    return new ServerCommand(line, Map.of(), Map.of(), ready);
  }

  /** Hexadecimal, because a colon would end a password. */
  private static String users(MailServerSettings settings) {
    StringBuilder lines = new StringBuilder();
    settings
        .users()
        .forEach(
            (name, password) -> {
              String hex = HexFormat.of().formatHex(password.getBytes(StandardCharsets.UTF_8));
              lines.append(name).append(":{PLAIN.HEX}").append(hex).append('\n');
            });
    return lines.toString();
  }

  private static boolean accepts(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }
}
