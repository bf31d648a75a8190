package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.bench.sink.Sink;
import org.smtpra.it.figures.InsideFigures;
import org.smtpra.it.figures.Side;
import org.smtpra.it.figures.StandaloneSide;
import org.smtpra.it.figures.load.LoadServlet;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.PoolSettings;
import org.smtpra.it.server.ServerJava;
import org.smtpra.testkit.Times;

/** Writes the page by command; see docs/how-to/benchmark-inside.md. */
@Acceptance
@Tag(SupportRecord.FIGURES)
@EnabledIfSystemProperty(
    named = InsideFiguresIT.FILE,
    matches = ".+",
    disabledReason = "figures by command: see CONTRIBUTING.md, -Dsmtpra.inside=PATH")
class InsideFiguresIT {

  static final String FILE = "smtpra.inside";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void pageIsWritten() throws Exception {
    Sink sink = stage.keep(new Sink(null));
    Map<String, Integer> ports =
        Map.of(
            InsideFigures.NEAR,
            sink.listen(0),
            InsideFigures.FAR,
            sink.listen(InsideFigures.RTT_MILLIS));
    Side alone = stage.keep(StandaloneSide.start(ports)).side();
    String title = Products.ofThisRun().title() + " (Java " + ServerJava.release() + ")";
    InsideFigures figures =
        new InsideFigures(
            new Side(title, deploy(ports)),
            alone,
            () -> Long.parseLong(sink.counts().get("messages")));
    Path file = Path.of(System.getProperty(FILE));
    Files.writeString(file, figures.page());
    assertTrue(Files.readString(file).contains("Target: "));
  }

  private Map<String, Application> deploy(Map<String, Integer> ports) throws IOException {
    Map<String, Application> applications = new HashMap<>();
    for (Map.Entry<String, Integer> each : ports.entrySet()) {
      String name = each.getKey();
      stage.configure(
          FactorySettings.plain(name, each.getValue())
              .with(PoolSettings.usual().max(InsideFigures.SESSIONS))
              .with("maxMessagesPerSession", "0"));
      applications.put(name, stage.deploy(name, archive(name)));
    }
    return applications;
  }

  private WebArchive archive(String name) {
    return ApplicationArchive.withoutClasses(
            name + ".war", stage.jndiName(name), stage.server().manifestDependencies("smtp-ra.rar"))
        .addPackage(LoadServlet.class.getPackage())
        .addClass(Times.class);
  }
}
