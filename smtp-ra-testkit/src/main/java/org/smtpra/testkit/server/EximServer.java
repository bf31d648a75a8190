package org.smtpra.testkit.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Exim 4, as Debian builds it (the light daemon, on GnuTLS). */
public final class EximServer extends LocalMailServer {

  private static final String OWNER = "Debian-exim";
  private static final String QUEUE_RUN_INTERVAL = "-q5s";

  /**
   * Even to tell its version, it makes the spool directory that is compiled in: here, where nobody
   * sees it.
   */
  private static final String ASK_VERSION =
      "mount -t tmpfs none /var/spool && exec \"$1\" -C /dev/null -bV";

  private final Maildir maildir;

  private EximServer(
      String version, ServerDirectory directory, ServerPorts ports, ServerProcess process) {
    super(version, directory, ports, List.of(process));
    this.maildir = new Maildir(directory.path().resolve("mail"));
  }

  /** Whether Exim can be started here. */
  public static ServerAvailability availability() {
    return ServerPrograms.find(
        program(),
        List.of("unshare", "--mount", "/bin/sh", "-c", ASK_VERSION, "sh", program().toString()),
        Map.of(),
        EximServer::version);
  }

  /** Starts one; aborts the test where it is not installed. */
  public static EximServer start(MailServerSettings settings) {
    return start(settings, ServerPorts::free);
  }

  static EximServer start(MailServerSettings settings, Supplier<ServerPorts> ports) {
    String version = availability().orAbort().version();
    return started(ports, chosen -> make(version, settings, chosen));
  }

  private static EximServer make(String version, MailServerSettings settings, ServerPorts ports) {
    ServerDirectory directory = ServerDirectory.create("exim");
    Path log = directory.directory(LOG, OWNER);
    Path configuration = configure(directory, settings, ports);
    List<String> line =
        List.of(program().toString(), "-C", configuration.toString(), "-bdf", QUEUE_RUN_INTERVAL);
    ServerCommand command =
        new ServerCommand(line, Map.of(), Map.of(), () -> greets(ports.submission()));
    return new EximServer(
        version, directory, ports, new ServerProcess(command, log.resolve("output")));
  }

  @Override
  public List<DeliveredMail> delivered() {
    return maildir.read();
  }

  @Override
  int countDelivered() {
    return maildir.count();
  }

  private static Path configure(
      ServerDirectory directory, MailServerSettings settings, ServerPorts ports) {
    directory.directory("spool", OWNER);
    directory.directory("mail", OWNER);
    directory.pem("certificate.pem", settings.certificate(), OWNER);
    directory.secret("key.pem", withPublicPart(settings.key()), OWNER);
    directory.secret("users", users(settings), OWNER);
    Map<String, Object> values =
        Map.of(
            "program", program(),
            "directory", directory.path(),
            "submission", ports.submission(),
            "tls", ports.tls(),
            "extra", String.join("\n", settings.extraLines()));
    String text =
        withoutRepeated(ConfigurationTemplate.fill("exim.conf", values), settings.extraLines());
    return directory.file("exim.conf", text);
  }

  /**
   * Java leaves the public part out of an elliptic curve key's file, as RFC 5915 allows, and GnuTLS
   * cannot read the file then. "openssl ec" puts it in; "openssl pkey" would leave it out too.
   */
  private static String withPublicPart(Path key) {
    String convert = "openssl ec -in \"$1\" 2>/dev/null || cat \"$1\"";
    return ShortCommand.run(List.of("/bin/sh", "-c", convert, "sh", key.toString()), Map.of(), "");
  }

  /** Exim refuses an option that is set twice, so ours gives way to the test's. */
  private static String withoutRepeated(String text, List<String> extraLines) {
    Set<String> names = extraLines.stream().map(EximServer::option).collect(Collectors.toSet());
    return text.lines()
        .filter(
            line ->
                extraLines.contains(line) || line.startsWith(" ") || !names.contains(option(line)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String option(String line) {
    int equals = line.indexOf('=');
    return equals < 0 ? line.strip() : line.substring(0, equals).strip();
  }

  /** Base64, because white space and colons have a meaning in the file. */
  private static String users(MailServerSettings settings) {
    StringBuilder lines = new StringBuilder();
    settings
        .users()
        .forEach(
            (name, password) ->
                lines.append(base64(name)).append(": ").append(base64(password)).append('\n'));
    return lines.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** From "Exim version 4.96 #2 built ...". */
  private static String version(String printed) {
    return printed.replaceFirst("(?s).*?Exim version (\\S+).*", "Exim $1");
  }

  private static Path program() {
    return ServerPrograms.unpacked("exim4-daemon-light").resolve("usr/sbin/exim4");
  }
}
