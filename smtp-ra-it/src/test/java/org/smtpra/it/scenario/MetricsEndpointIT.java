package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.DashboardQuery;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.MetricNames;
import org.smtpra.it.server.Scrape;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The adapter's figures on the server's own metrics endpoint, through the application's jar. */
@Acceptance
class MetricsEndpointIT {

  private static final Path DOCS = Path.of(System.getProperty("smtp-ra.docs"));
  private static final String WAR = "figures.war";

  /** As long as the class: Open Liberty stops an application whose archive is gone. */
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private static Path directory;

  @RegisterExtension final Stage stage = new Stage();

  /** As Prometheus does. */
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private ScriptedSmtpServer mail;
  private Application application;
  private URI endpoint;

  @BeforeAll
  void deploy() throws IOException {
    endpoint = stage.server().metrics();
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(settings("metrics").with("maxRetryAttempts", "0"));
    stage.configure(
        settings("patient").with("maxRetryAttempts", "1").with("retryBaseDelay", "100ms"));
    application = stage.deploy("figures", war());
  }

  private FactorySettings settings(String name) {
    return Stage.plain(name, mail)
        .with("reconnectCooldown", "500ms")
        .with("maxReconnectCooldown", "500ms")
        .with("acquireTimeout", "0");
  }

  private WebArchive war() {
    return ApplicationArchive.war(
            WAR, stage.jndiName("metrics"), stage.server().manifestDependencies("smtp-ra.rar"))
        .addAsLibrary(new File(System.getProperty("smtp-ra.observability")));
  }

  private Scrape scrape() {
    return Scrape.of(client, endpoint);
  }

  private Properties send(String factory) {
    return application.run("send", "via", "ejb", "factory", stage.jndiName(factory));
  }

  @Test
  void hostThatGoesDownAndComesBackIsSeenOnTheServersEndpoint() {
    assertEquals("250", send("metrics").getProperty("reply"));
    stage.report(
        new OutageWatch(mail, this::sendInVain, this::available)
            .watch()
            .report("the metrics endpoint"));
  }

  private void sendInVain() {
    Properties refused = send("metrics");
    assertEquals("RETRYABLE_BEFORE_SEND", refused.getProperty("kind"), refused::toString);
  }

  /** One factory has met the outage, the other may not have: the lower level is taken. */
  private double available() {
    return scrape().lowestOfHost("smtpra_host_available", Stage.key(mail));
  }

  @Test
  void figuresHaveTheNamesOfTheDocumentationAndTheDashboardAsksForNothingElse() throws Exception {
    letEverythingHappen();
    Set<DashboardQuery> queries =
        DashboardQuery.readAll(DOCS.resolve("grafana").resolve("smtp-ra.json"));
    Set<String> wanted = new TreeSet<>();
    queries.forEach(query -> wanted.addAll(query.metrics()));
    Bounded.await("all that the dashboard wants", () -> scrape().names().containsAll(wanted));
    Scrape scrape = scrape();
    for (DashboardQuery query : queries) {
      for (String metric : query.metrics()) {
        Set<String> labels = scrape.labels(metric);
        assertTrue(labels.containsAll(query.labels()), () -> query + " but " + labels);
      }
    }
    Set<String> undocumented = scrape.names();
    undocumented.removeAll(MetricNames.documented(DOCS.resolve("reference/metrics.md")));
    assertEquals(Set.of(), undocumented);
  }

  private void letEverythingHappen() {
    assertEquals("250", send("metrics").getProperty("reply"));
    mail.on(org.smtpra.testkit.Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    assertEquals("250", send("patient").getProperty("reply"));
    mail.on(org.smtpra.testkit.Stage.FINAL_REPLY, new Fault.CloseBefore());
    assertEquals("UNKNOWN_AFTER_DATA", send("metrics").getProperty("kind"));
    new OutageWatch(mail, this::sendInVain, this::available).watch();
  }

  @Test
  void applicationThatStopsTakesTheFiguresAlongAndBringsThemBack() {
    assertEquals("250", send("metrics").getProperty("reply"));
    Bounded.await("figures", () -> !scrape().names().isEmpty());
    stage.server().undeploy(WAR);
    Bounded.await("no figures", () -> scrape().names().isEmpty());
    stage.server().deploy(ApplicationArchive.write(war(), directory));
    assertEquals("250", send("metrics").getProperty("reply"));
    Bounded.await("figures again", () -> !scrape().names().isEmpty());
  }
}
