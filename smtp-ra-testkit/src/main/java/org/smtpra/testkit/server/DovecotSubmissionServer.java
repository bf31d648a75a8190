package org.smtpra.testkit.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Dovecot's submission service. It stores nothing: it authenticates, and hands each command on to a
 * relay, which decides about recipients, and keeps {@link #delivered()}.
 */
public final class DovecotSubmissionServer extends LocalMailServer {

  private final MailRelay relay;

  private DovecotSubmissionServer(
      String version,
      ServerDirectory directory,
      ServerPorts ports,
      ServerProcess process,
      MailRelay relay) {
    super(version, directory, ports, List.of(process));
    this.relay = relay;
  }

  /** Whether Dovecot can be started here. */
  public static ServerAvailability availability() {
    return DovecotConfiguration.availability();
  }

  /**
   * Starts one; aborts the test where it is not installed. The relay must run before the first
   * mail, not before this.
   */
  public static DovecotSubmissionServer start(MailServerSettings settings, MailRelay relay) {
    return start(settings, relay, ServerPorts::free);
  }

  static DovecotSubmissionServer start(
      MailServerSettings settings, MailRelay relay, Supplier<ServerPorts> ports) {
    String version = availability().orAbort().version();
    return started(ports, chosen -> make(version, settings, relay, chosen));
  }

  private static DovecotSubmissionServer make(
      String version, MailServerSettings settings, MailRelay relay, ServerPorts ports) {
    ServerDirectory directory = ServerDirectory.create("dovecot");
    Path log = directory.directory(LOG, ServerDirectory.ROOT);
    directory.pem("certificate.pem", settings.certificate(), ServerDirectory.ROOT);
    directory.pem("key.pem", settings.key(), ServerDirectory.ROOT);
    Map<String, Object> values =
        Map.of(
            "directory", directory.path(),
            "relayhost", relay.host(),
            "relayport", relay.port(),
            "submission", ports.submission(),
            "tls", ports.tls(),
            "extra", String.join("\n", settings.extraLines()));
    String text = ConfigurationTemplate.fill("dovecot-submission.conf", values);
    ServerCommand command =
        DovecotConfiguration.command(directory, settings, text, () -> greets(ports.submission()));
    ServerProcess process = new ServerProcess(command, log.resolve("dovecot"));
    return new DovecotSubmissionServer(version, directory, ports, process, relay);
  }

  @Override
  public List<DeliveredMail> delivered() {
    return relay.delivered().get();
  }

  @Override
  int countDelivered() {
    return delivered().size();
  }
}
