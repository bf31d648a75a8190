package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.chaos.CallServlet;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.PoolSettings;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.ChaosField;
import org.smtpra.testkit.chaos.ChaosOptions;
import org.smtpra.testkit.chaos.ChaosReport;
import org.smtpra.testkit.chaos.ChaosRun;
import org.smtpra.testkit.chaos.ChaosSubject;
import org.smtpra.testkit.chaos.law.Law;
import org.smtpra.testkit.chaos.law.RunRecord;
import org.smtpra.testkit.chaos.law.Violation;
import org.smtpra.testkit.chaos.order.CallOutcome;

/** Callers inside the server send while mail servers fail on purpose; the server pools. */
@Acceptance
class ChaosInsideIT {

  private static final Duration SHORT = Duration.ofSeconds(10);

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void everyMessageIsAccountedForOnce() throws IOException {
    ChaosOptions options = ChaosOptions.of(Long.getLong("smtpra.chaos.seed", 40), SHORT);
    try (TestCertificates certificates = TestCertificates.forNames(ChaosField.certificateNames());
        ChaosField field = ChaosField.scripted(options, certificates)) {
      RunRecord record = new ChaosRun(options, field).play(properties -> open(options, properties));
      List<Violation> violations = Law.allViolations(record);
      assertEquals(List.of(), violations, () -> ChaosReport.of(options, record, violations));
    }
  }

  private ChaosSubject open(ChaosOptions options, Map<String, String> properties) {
    FactorySettings settings = settings(properties);
    stage.configure(settings);
    WebArchive war =
        ApplicationArchive.withoutClasses(
                "chaos.war",
                stage.jndiName(settings.name()),
                stage.server().manifestDependencies("smtp-ra.rar"))
            .addPackage(CallServlet.class.getPackage())
            .addPackage(CallOutcome.class.getPackage());
    try {
      return new ServerSubject(stage.deploy("chaos", war).root().resolve("call"), options.seed());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is the stand-alone pool's is the server's here. */
  private static FactorySettings settings(Map<String, String> properties) {
    Map<String, String> own = new TreeMap<>(properties);
    int most = Integer.parseInt(own.remove("maxPoolSize"));
    FactorySettings settings =
        FactorySettings.of("chaos")
            .with(PoolSettings.usual().max(most).acquire(Duration.ofSeconds(2)));
    for (Map.Entry<String, String> property : own.entrySet()) {
      settings = settings.with(property.getKey(), property.getValue());
    }
    return settings;
  }
}
