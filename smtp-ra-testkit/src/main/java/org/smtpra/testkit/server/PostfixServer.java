package org.smtpra.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Postfix, with Dovecot's authentication service for SASL. */
public final class PostfixServer extends LocalMailServer {

  private static final String OWNER = "postfix";

  private final Maildir maildir;

  private PostfixServer(
      String version, ServerDirectory directory, ServerPorts ports, List<ServerProcess> processes) {
    super(version, directory, ports, processes);
    this.maildir = new Maildir(directory.path().resolve("mail/Maildir"));
  }

  /** Whether Postfix, and Dovecot for its SASL, can be started here. */
  public static ServerAvailability availability() {
    ServerAvailability dovecot = DovecotConfiguration.availability();
    if (!(dovecot instanceof ServerAvailability.Available)) {
      return dovecot;
    }
    Path postfix = programs().resolve("usr/sbin/postfix");
    String postconf = programs().resolve("usr/sbin/postconf").toString();
    return ServerPrograms.find(
        postfix,
        List.of(postconf, "-d", "mail_version"),
        libraries(),
        printed -> "Postfix " + printed.substring(printed.lastIndexOf('=') + 1).strip());
  }

  /** Starts one; aborts the test where it is not installed. */
  public static PostfixServer start(MailServerSettings settings) {
    return start(settings, ServerPorts::free);
  }

  static PostfixServer start(MailServerSettings settings, Supplier<ServerPorts> ports) {
    String version = availability().orAbort().version();
    return started(ports, chosen -> make(version, settings, chosen));
  }

  private static PostfixServer make(
      String version, MailServerSettings settings, ServerPorts ports) {
    ServerDirectory directory = ServerDirectory.create("postfix");
    Path log = directory.directory(LOG, ServerDirectory.ROOT);
    // What a killed cleanup left makes postsuper log at the next start, as this user, or give up.
    Path output = directory.log(LOG + "/postfix", OWNER);
    List<ServerProcess> processes = new ArrayList<>();
    Path sasl = directory.path().resolve("sasl");
    processes.add(
        new ServerProcess(
            DovecotConfiguration.sasl(directory, settings, sasl), log.resolve("sasl")));
    configure(directory, settings, ports, sasl);
    processes.add(new ServerProcess(command(directory, ports), output));
    return new PostfixServer(version, directory, ports, processes);
  }

  @Override
  public List<DeliveredMail> delivered() {
    return maildir.read();
  }

  @Override
  int countDelivered() {
    return maildir.count();
  }

  private static ServerCommand command(ServerDirectory directory, ServerPorts ports) {
    String postfix = programs().resolve("usr/sbin/postfix").toString();
    List<String> line =
        List.of(postfix, "-c", directory.path().resolve("conf").toString(), "start-fg");
    return new ServerCommand(line, libraries(), Map.of(), () -> greets(ports.submission()));
  }

  private static void configure(
      ServerDirectory directory, MailServerSettings settings, ServerPorts ports, Path sasl) {
    directory.directory("conf", ServerDirectory.ROOT);
    directory.directory("queue", ServerDirectory.ROOT);
    directory.directory("data", OWNER);
    directory.directory("mail", OWNER);
    directory.pem("certificate.pem", settings.certificate(), ServerDirectory.ROOT);
    directory.pem("key.pem", settings.key(), ServerDirectory.ROOT);
    directory.file("conf/refused", "/^bad.*@example\\.test$/ 550 5.1.1 no such mailbox\n");
    Map<String, Object> main =
        Map.of(
            "programs", programs(),
            "directory", directory.path(),
            "uid", ShortCommand.run(List.of("id", "-u", OWNER), Map.of(), "").strip(),
            "gid", ShortCommand.run(List.of("id", "-g", OWNER), Map.of(), "").strip(),
            "sasl", sasl,
            "extra", String.join("\n", settings.extraLines()));
    directory.file("conf/main.cf", ConfigurationTemplate.fill("postfix-main.cf", main));
    Map<String, Object> services = Map.of("submission", ports.submission(), "tls", ports.tls());
    directory.file("conf/master.cf", ConfigurationTemplate.fill("postfix-master.cf", services));
  }

  private static Path programs() {
    return ServerPrograms.unpacked("postfix");
  }

  private static Map<String, String> libraries() {
    return Map.of("LD_LIBRARY_PATH", programs().resolve("usr/lib/postfix").toString());
  }
}
