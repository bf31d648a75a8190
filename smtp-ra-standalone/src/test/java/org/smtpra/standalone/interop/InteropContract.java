package org.smtpra.standalone.interop;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.RealMailServer;

/** Every scenario, on one server that is started once. A subclass says which server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InteropContract
    implements SignInScenarios,
        CertificateScenarios,
        ContentScenarios,
        RecipientScenarios,
        SessionScenarios,
        SizeScenarios {

  /** More than what the adapter keeps in memory, so that a streamed message can be too large. */
  private static final int LARGEST_MESSAGE = 1_000_000;

  private @Nullable TestCertificates certificates;
  private @Nullable ServerUnderTest server;

  abstract ServerTraits traits();

  abstract RealMailServer start(MailServerSettings settings);

  /** Before each test, so that tests which cannot run are counted as skipped. */
  @BeforeEach
  void startServerOnce() throws IOException {
    if (certificates == null) {
      certificates = TestCertificates.forNames("dns:localhost");
    }
    if (server == null) {
      server = startWithSizeLimit(LARGEST_MESSAGE);
    }
  }

  @AfterAll
  void closeServer() throws IOException {
    if (server != null) {
      server.close();
    }
    if (certificates != null) {
      certificates.close();
    }
  }

  @Override
  public ServerUnderTest server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }

  @Override
  public ServerUnderTest startWithSizeLimit(int octets) {
    return start(traits().sizeLimit().formatted(octets));
  }

  /** Starts another server, with one more line of configuration, which wins. */
  final ServerUnderTest start(String line) {
    if (certificates == null) {
      throw new IllegalStateException("before the first test");
    }
    MailServerSettings settings =
        MailServerSettings.of(certificates.certificatePem(), certificates.privateKeyPem())
            .withUser(ServerUnderTest.USER, ServerUnderTest.PASSWORD);
    for (String extra : traits().extraLines()) {
      settings = settings.withLine(extra);
    }
    return new ServerUnderTest(start(settings.withLine(line)), traits(), certificates);
  }
}
