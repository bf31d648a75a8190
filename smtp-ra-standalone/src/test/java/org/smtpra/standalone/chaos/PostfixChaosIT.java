package org.smtpra.standalone.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.ChaosField;
import org.smtpra.testkit.chaos.ChaosOptions;
import org.smtpra.testkit.chaos.host.RealHost;
import org.smtpra.testkit.chaos.order.ChaosUser;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.PostfixServer;

/** A short run against three Postfix that are stopped, killed and started again. */
class PostfixChaosIT {

  private static final Duration SHORT = Duration.ofSeconds(25);

  @Test
  void everyMessageIsAccountedForOnceByPostfix() throws IOException {
    PostfixServer.availability().orAbort();
    ChaosOptions options = ChaosOptions.of(30, SHORT);
    try (TestCertificates certificates = TestCertificates.forNames(ChaosField.certificateNames());
        ChaosField field = field(options, certificates)) {
      ChaosCheck check = ChaosCheck.of(options, field);
      assertEquals(List.of(), check.violations(), check::report);
    }
  }

  private static ChaosField field(ChaosOptions options, TestCertificates certificates) {
    MailServerSettings settings =
        MailServerSettings.of(certificates.certificatePem(), certificates.privateKeyPem())
            // A file that a killed delivery left may bar the next one's way for a second.
            .withLine("minimal_backoff_time = 1s")
            .withLine("queue_run_delay = 1s");
    for (ChaosUser user : ChaosUser.values()) {
      settings = settings.withUser(user.userName(), user.truePassword());
    }
    MailServerSettings whole = settings;
    return ChaosField.of(
        options,
        certificates,
        (place, loop) -> RealHost.of(place.named("localhost"), PostfixServer.start(whole), loop));
  }
}
