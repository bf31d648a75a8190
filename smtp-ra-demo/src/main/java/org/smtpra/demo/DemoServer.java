package org.smtpra.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.smtpra.demo.mail.MailFolder;

/** WildFly with the adapter and the application. */
final class DemoServer implements AutoCloseable {

  private static final String CONTEXT_PATH = "/smtp-ra-demo/";
  private static final String SCRIPT = "configure-smtp-ra.cli";

  private final WildFly wildFly;
  private final DemoOptions options;

  private DemoServer(WildFly wildFly, DemoOptions options) {
    this.wildFly = wildFly;
    this.options = options;
  }

  /** Starts WildFly; {@link #prepare} does the rest. */
  static DemoServer start(
      DemoOptions options, Certificates certificates, MailServer mail, MailFolder folder)
      throws DemoException {
    // What configure-smtp-ra.cli refers to, and the folder for the application.
    Map<String, String> properties =
        Map.of(
            "smtp.host", "localhost",
            "smtp.port", Integer.toString(mail.smtpPort()),
            "smtp.user", MailServer.USER,
            "smtp.trustStoreFile", certificates.trustStore().toString(),
            "smtp.trustStorePassword", certificates.password(),
            "demo.mail.dir", folder.path().toString());
    Map<String, String> environment = Map.of("SMTP_PASSWORD", mail.password());
    WildFly wildFly = WildFly.start(options.wildFly(), options.work(), properties, environment);
    // Ctrl-C ends this process and not the one it started.
    Runtime.getRuntime().addShutdownHook(new Thread(wildFly::close, "stop WildFly"));
    return new DemoServer(wildFly, options);
  }

  /** Waits until WildFly is up, configures the adapter and deploys the application. */
  void prepare(Report report) throws DemoException {
    long started = System.nanoTime();
    wildFly.awaitStarted();
    report.say(
        String.format(
            Locale.ROOT,
            "WildFly started in %.1f s: %s",
            seconds(started),
            options.wildFly().getFileName()));
    long configured = System.nanoTime();
    wildFly.configure(script(), options.project().resolve("target"));
    report.say(
        String.format(
            Locale.ROOT,
            "Adapter configured by %s, smtp-ra.rar and smtp-ra-demo.war deployed in %.1f s",
            SCRIPT,
            seconds(configured)));
  }

  /** The script that users copy, and the deployment of the application. */
  private Path script() throws DemoException {
    Path whole = options.work().resolve(SCRIPT);
    try {
      String users = Files.readString(options.project().resolve("src/main/scripts/" + SCRIPT));
      return Files.writeString(whole, users + "\ndeploy smtp-ra-demo.war\n");
    } catch (IOException e) {
      throw new DemoException(SCRIPT + " cannot be copied to " + whole, e);
    }
  }

  static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }

  DemoApplication application() {
    return new DemoApplication(page());
  }

  /** The address of the status page. */
  URI page() {
    return wildFly.application(CONTEXT_PATH);
  }

  String log() {
    return wildFly.log();
  }

  void awaitEnd() throws DemoException {
    wildFly.awaitEnd();
  }

  @Override
  public void close() {
    wildFly.close();
  }
}
