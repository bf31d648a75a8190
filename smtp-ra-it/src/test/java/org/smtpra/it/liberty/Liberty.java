package org.smtpra.it.liberty;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.smtpra.it.server.AdministrationException;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.CommandRun;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.HowToPage;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProcess;

/**
 * A running Open Liberty, driven by files under {@code configDropins/overrides}: one for each
 * connection factory, archive and application. The server's messages tell when it has followed.
 */
final class Liberty implements ApplicationServer {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * Without soft references that outlive a collection: the server and the JDK hold classes of
   * removed archives by such, until memory is short.
   */
  private static final String JVM = "-Xmx512m -XX:SoftRefLRUPolicyMSPerMB=0";

  private static final List<String> UPDATED = List.of("CWWKG0017I", "CWWKG0018I");

  private final ServerProcess process;
  private final LibertyDirectory directory;
  private final ServerHome home;
  private final URI http;

  private Liberty(ServerProcess process, LibertyDirectory directory, ServerHome home, URI http) {
    this.process = process;
    this.directory = directory;
    this.home = home;
    this.http = http;
  }

  /** Makes a server with this configuration and starts it. */
  static Liberty start(ServerHome home, String name, ServerXml configuration) {
    LibertyDirectory directory = LibertyDirectory.create(home.work(), name, configuration.text());
    ServerProcess process =
        ServerProcess.start(
            List.of(home.installation().resolve("bin/server").toString(), "run", name),
            Map.of(
                "JAVA_HOME", home.java().toString(),
                "WLP_USER_DIR", directory.user().toString(),
                "JVM_ARGS", JVM),
            directory.user(),
            directory.user().resolve("console.log"));
    process.await(() -> directory.log().text().contains("CWWKF0011I"), PATIENCE);
    URI http = URI.create("http://127.0.0.1:" + configuration.httpPort() + "/");
    return new Liberty(process, directory, home, http);
  }

  @Override
  public void installAdapter() {
    if (!directory.has(home.archive().getFileName().toString())) {
      deploy(home.archive());
    }
  }

  @Override
  public void configure(FactorySettings settings) {
    follow(
        () -> directory.write(settings.name(), FactoryXml.of(settings, jndiName(settings.name()))));
  }

  /** The adapter's element, and so that of its factories, is called after the archive here. */
  @Override
  public AutoCloseable configureWithToken(Map<String, String> values) {
    HowToPage page = HowToPage.tokens();
    Map<String, String> more = new HashMap<>(values);
    more.put("smtp.key", "a key of the test");
    Properties key = new Properties();
    key.setProperty("wlp.password.encryption.key", more.get("smtp.key"));
    follow(() -> directory.write("key", key));
    more.put("smtp.encoded", shell(page.block("openliberty_secret", more)).strip());
    String xml =
        String.join("\n", page.block("openliberty", more))
            .replace("properties.smtp ", "properties." + FactoryXml.adapterId("smtp-ra.rar") + " ");
    follow(() -> directory.write("mailbox", xml));
    return () -> follow(() -> directory.delete("mailbox"));
  }

  /** Runs commands at the prompt of the installation directory. */
  private String shell(List<String> lines) {
    return new CommandRun(
            Map.of("JAVA_HOME", home.java().toString(), "LC_ALL", "C.UTF-8"),
            home.installation(),
            Duration.ofMinutes(2))
        .run(List.of("sh", "-c", String.join("\n", lines)));
  }

  /** Changes files, and waits until the server has followed and restarted what uses them. */
  void follow(Runnable change) {
    LogMark mark = markLog();
    change.run();
    await(mark, UPDATED);
    for (String application : DeploymentXml.stopped(mark.text())) {
      await(mark, List.of(DeploymentXml.restart(application)));
    }
  }

  LibertyDirectory directory() {
    return directory;
  }

  /**
   * Only the use of a factory shows whether it can work: here the injection into an application.
   */
  @Override
  public String complaintAbout(FactorySettings mistaken) {
    LogMark mark = markLog();
    configure(mistaken);
    Probe.use(
        this,
        jndiName(mistaken.name()),
        manifestDependencies(mistaken.archive()),
        directory.user());
    return mark.text();
  }

  @Override
  public FactorySettings set(FactorySettings before, String property, String value) {
    FactorySettings after = before.with(property, value);
    configure(after);
    return after;
  }

  @Override
  public void remove(FactorySettings settings) {
    follow(() -> directory.delete(settings.name()));
  }

  @Override
  public String jndiName(String factoryName) {
    return "smtp/" + factoryName;
  }

  @Override
  public Optional<String> testConnection(String factoryName) {
    throw new UnsupportedOperationException("Open Liberty has no test of such a pool");
  }

  @Override
  public void flush(String factoryName) {
    PoolBean.purge(directory.localAddress(), jndiName(factoryName));
  }

  /** Liberty reads no such line; {@link #deploy} does, and says the same in its language. */
  @Override
  public String manifestDependencies(String archiveName) {
    return FactoryXml.adapterId(archiveName);
  }

  @Override
  public void deploy(Path file) {
    LogMark mark = markLog();
    String name = file.getFileName().toString();
    directory.write(name, DeploymentXml.of(file));
    await(mark, UPDATED);
    List<String> ends = new ArrayList<>(DeploymentXml.failures(name));
    ends.add(DeploymentXml.success(name));
    await(mark, ends);
    if (!mark.text().contains(DeploymentXml.success(name))) {
      follow(() -> directory.delete(name));
      throw new AdministrationException(mark.text(), null);
    }
  }

  @Override
  public void undeploy(String fileName) {
    LogMark mark = markLog();
    directory.delete(fileName);
    await(mark, List.of(DeploymentXml.removal(fileName)));
  }

  void await(LogMark mark, List<String> messages) {
    process.await(() -> messages.stream().anyMatch(mark.text()::contains), PATIENCE);
  }

  @Override
  public URI http() {
    return http;
  }

  @Override
  public URI metrics() {
    include("server-metrics", "openliberty");
    return http.resolve("/metrics");
  }

  @Override
  public URI readiness() {
    include("server-health", "openlibertyhealth");
    return http.resolve("/health/ready");
  }

  private void include(String file, String block) {
    if (!directory.has(file)) {
      follow(() -> directory.write(file, String.join("\n", HowToPage.observe().block(block))));
    }
  }

  @Override
  public AutoCloseable trace(URI collector) {
    List<String> xml =
        HowToPage.observe()
            .block("openlibertytracing", Map.of("smtp.collector", collector.toString()));
    follow(() -> directory.write("server-tracing", String.join("\n", xml)));
    return () -> follow(() -> directory.delete("server-tracing"));
  }

  @Override
  public LogMark markLog() {
    return directory.log().mark();
  }

  @Override
  public void close() {
    process.close();
  }
}
