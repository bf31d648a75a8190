package org.smtpra.it.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.ServerHome;
import org.smtpra.testkit.TestCertificates;

/** The application server of this run with the adapter deployed, and the run's certificates. */
record RunningServer(ApplicationServer server, TestCertificates certificates)
    implements AutoCloseable {

  /** The one of this run; JUnit closes it at the end. */
  static RunningServer of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(RunningServer.class))
        .getOrComputeIfAbsent(RunningServer.class, key -> start(), RunningServer.class);
  }

  private static RunningServer start() {
    try {
      return new RunningServer(
          Products.ofThisRun().start(ServerHome.ofThisRun()),
          TestCertificates.forNames("dns:localhost", "ip:127.0.0.1", "ip:0:0:0:0:0:0:0:1"));
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
