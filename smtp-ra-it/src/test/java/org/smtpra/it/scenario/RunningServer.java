package org.smtpra.it.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.wildfly.WildFly;
import org.smtpra.testkit.TestCertificates;

/**
 * The application server of this run with the adapter deployed, and the run's certificates. Each
 * further server gets its branch here.
 */
record RunningServer(ApplicationServer server, TestCertificates certificates)
    implements AutoCloseable {

  /** The one of this run; JUnit closes it at the end. */
  static RunningServer of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(RunningServer.class))
        .getOrComputeIfAbsent(RunningServer.class, key -> wildfly(), RunningServer.class);
  }

  private static RunningServer wildfly() {
    try {
      WildFly server =
          WildFly.connect(
              Integer.getInteger("smtp-ra.port-offset"),
              Path.of(System.getProperty("server.directory"), "standalone"),
              Path.of(System.getProperty("smtp-ra.rar")));
      server.installAdapter();
      return new RunningServer(
          server, TestCertificates.forNames("dns:localhost", "ip:127.0.0.1", "ip:0:0:0:0:0:0:0:1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    certificates.close();
  }
}
