package org.smtpra.testkit.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * OpenSMTPD. Its queue, control socket and helper programs have fixed places, over which ours are
 * mounted.
 */
public final class OpenSmtpdServer extends LocalMailServer {

  private static final String OWNER = "opensmtpd";

  private final Maildir maildir;

  private OpenSmtpdServer(
      String version, ServerDirectory directory, ServerPorts ports, ServerProcess process) {
    super(version, directory, ports, List.of(process));
    this.maildir = new Maildir(directory.path().resolve("mail"));
  }

  /** Whether OpenSMTPD can be started here. */
  public static ServerAvailability availability() {
    Path program = programs().resolve("sbin/smtpd");
    List<String> askVersion =
        List.of("/bin/sh", "-c", "\"$1\" -h 2>&1 || true", "sh", program.toString());
    return ServerPrograms.find(program, askVersion, Map.of(), OpenSmtpdServer::version);
  }

  /** Starts one; aborts the test where it is not installed. */
  public static OpenSmtpdServer start(MailServerSettings settings) {
    return start(settings, ServerPorts::free);
  }

  static OpenSmtpdServer start(MailServerSettings settings, Supplier<ServerPorts> ports) {
    String version = availability().orAbort().version();
    return started(ports, chosen -> make(version, settings, chosen));
  }

  private static OpenSmtpdServer make(
      String version, MailServerSettings settings, ServerPorts ports) {
    ServerDirectory directory = ServerDirectory.create("opensmtpd");
    Path log = directory.directory(LOG, ServerDirectory.ROOT);
    Path configuration = configure(directory, settings, ports);
    List<String> line =
        List.of(programs().resolve("sbin/smtpd").toString(), "-d", "-f", configuration.toString());
    ServerCommand command =
        new ServerCommand(line, Map.of(), mounts(directory), () -> greets(ports.submission()));
    return new OpenSmtpdServer(
        version, directory, ports, new ServerProcess(command, log.resolve("smtpd")));
  }

  @Override
  public List<DeliveredMail> delivered() {
    return maildir.read();
  }

  @Override
  int countDelivered() {
    return maildir.count();
  }

  private static Map<Path, String> mounts(ServerDirectory directory) {
    Map<Path, String> mounts = new LinkedHashMap<>();
    directory.directory("lib/opensmtpd/empty", ServerDirectory.ROOT);
    mounts.put(directory.directory("spool", ServerDirectory.ROOT), "/var/spool");
    mounts.put(directory.path().resolve("lib"), "/var/lib");
    mounts.put(directory.directory("run", ServerDirectory.ROOT), "/run");
    mounts.put(programs().resolve("libexec"), "/usr/libexec");
    return mounts;
  }

  private static Path configure(
      ServerDirectory directory, MailServerSettings settings, ServerPorts ports) {
    directory.directory("mail", OWNER);
    directory.pem("certificate.pem", settings.certificate(), ServerDirectory.ROOT);
    directory.pem("key.pem", settings.key(), ServerDirectory.ROOT);
    directory.secret("users", users(settings), ServerDirectory.ROOT);
    Map<String, Object> values =
        Map.of(
            "programs", programs(),
            "directory", directory.path(),
            "submission", ports.submission(),
            "tls", ports.tls(),
            "extra", String.join("\n", settings.extraLines()));
    return directory.file("smtpd.conf", ConfigurationTemplate.fill("smtpd.conf", values));
  }

  /** User and hashed password, the only form that the server reads. */
  private static String users(MailServerSettings settings) {
    String encrypt = programs().resolve("libexec/opensmtpd/encrypt").toString();
    StringBuilder lines = new StringBuilder();
    settings
        .users()
        .forEach(
            (name, password) -> {
              String hash = ShortCommand.run(List.of(encrypt), Map.of(), password + "\n").strip();
              lines.append(name).append(' ').append(hash).append('\n');
            });
    return lines.toString();
  }

  /** From "version: OpenSMTPD 7.4.0-portable". */
  private static String version(String printed) {
    return printed.replaceFirst("(?s).*version: (OpenSMTPD \\S+).*", "$1");
  }

  private static Path programs() {
    return ServerPrograms.unpacked("opensmtpd").resolve("usr");
  }
}
