package org.smtpra.it.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.TestCertificates;

/** What a class of scenarios sets up on the server; taken down in reverse order at its end. */
final class Stage implements BeforeAllCallback, AfterAllCallback {

  private final Deque<AutoCloseable> undo = new ArrayDeque<>();
  private ExtensionContext context;
  private RunningServer running;

  @Override
  public void beforeAll(ExtensionContext ofTheClass) {
    context = ofTheClass;
    running = RunningServer.of(context);
  }

  /** Says what was found out, for the support matrix. */
  void report(Map<String, String> entries) {
    context.publishReportEntry(entries);
  }

  ApplicationServer server() {
    return running.server();
  }

  TestCertificates certificates() {
    return running.certificates();
  }

  /** Starts a mail server. */
  ScriptedSmtpServer start(ScriptedSmtpServerBuilder builder) {
    ScriptedSmtpServer mail = builder.start();
    undo.push(mail);
    return mail;
  }

  /** Takes down at the end what is not a stage's own. */
  <T extends AutoCloseable> T keep(T started) {
    undo.push(started);
    return started;
  }

  /** Settings that lead to a mail server in clear text. */
  static FactorySettings plain(String name, ScriptedSmtpServer mail) {
    return FactorySettings.plain(name, mail.port());
  }

  /** Settings that lead to two mail servers in clear text, in one tier. */
  static FactorySettings plain(String name, ScriptedSmtpServer first, ScriptedSmtpServer second) {
    return FactorySettings.of(name)
        .with("hosts", key(first) + "," + key(second))
        .with("security", "NONE");
  }

  /** The endpoint key of a mail server that settings of a stage lead to. */
  static String key(ScriptedSmtpServer mail) {
    return "localhost:" + mail.port();
  }

  /** Settings that lead to a mail server with STARTTLS, whose certificate is trusted. */
  FactorySettings secure(String name, ScriptedSmtpServer mail) {
    return FactorySettings.to(name, mail.port())
        .with("trustStoreFile", certificates().trustStore().toString())
        .with("trustStorePassword", certificates().password());
  }

  /** Deploys one more archive of the adapter. */
  void install(Path archive) {
    undo.push(() -> server().undeploy(archive.getFileName().toString()));
    server().deploy(archive);
  }

  /** Makes a connection factory. */
  void configure(FactorySettings settings) {
    undo.push(() -> server().remove(settings));
    server().configure(settings);
  }

  /** Where the test application can look a factory up. */
  String jndiName(String factoryName) {
    return server().jndiName(factoryName);
  }

  /** Deploys the test application under this context root, its reference bound to this factory. */
  Application deploy(String contextRoot, String factoryName) throws IOException {
    return deploy(
        contextRoot,
        ApplicationArchive.war(
            contextRoot + ".war",
            server().jndiName(factoryName),
            server().manifestDependencies("smtp-ra.rar")));
  }

  /** Deploys an archive that has the test application under this context root. */
  Application deploy(String contextRoot, Archive<?> archive) throws IOException {
    Path directory = Files.createTempDirectory("smtp-ra-application");
    Path file = ApplicationArchive.write(archive, directory);
    undo.push(() -> Files.delete(directory));
    undo.push(() -> Files.delete(file));
    undo.push(() -> server().undeploy(archive.getName()));
    server().deploy(file);
    return Application.at(server().http().resolve("/" + contextRoot + "/"));
  }

  @Override
  public void afterAll(ExtensionContext ofTheClass) throws Exception {
    Exception first = null;
    while (!undo.isEmpty()) {
      try {
        undo.pop().close();
      } catch (Exception e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
