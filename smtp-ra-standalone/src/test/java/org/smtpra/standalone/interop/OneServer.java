package org.smtpra.standalone.interop;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.RealMailServer;
import org.smtpra.testkit.sweep.SweptClass;

/** One server that is started once for all tests of a class, which says which server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SweptClass.class)
abstract class OneServer implements Scenario {

  /** More than what the adapter keeps in memory, so that a streamed message can be too large. */
  private static final int LARGEST_MESSAGE = 1_000_000;

  private @Nullable TestCertificates certificates;
  private @Nullable ServerUnderTest server;

  abstract ServerTraits traits();

  abstract RealMailServer start(MailServerSettings settings);

  /** What a pool needs besides host, port, user and trust. */
  Map<String, String> usual(RealMailServer started) {
    return Map.of();
  }

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

  /** Starts another server that takes no larger messages. */
  public ServerUnderTest startWithSizeLimit(int octets) {
    return start(traits().sizeLimit().formatted(octets));
  }

  /** The certificate that all servers of the class show. */
  final TestCertificates certificates() {
    if (certificates == null) {
      throw new IllegalStateException("before the first test");
    }
    return certificates;
  }

  /** Starts another server, with one more line of configuration, which wins. */
  final ServerUnderTest start(String line) {
    TestCertificates shown = certificates();
    MailServerSettings settings =
        MailServerSettings.of(shown.certificatePem(), shown.privateKeyPem())
            .withUser(ServerUnderTest.USER, ServerUnderTest.PASSWORD);
    for (String extra : traits().extraLines()) {
      settings = settings.withLine(extra);
    }
    RealMailServer started = start(settings.withLine(line));
    return new ServerUnderTest(started, traits(), shown, usual(started));
  }
}
