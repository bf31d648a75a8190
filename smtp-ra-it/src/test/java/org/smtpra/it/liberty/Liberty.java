package org.smtpra.it.liberty;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.it.server.AdministrationException;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.FreePorts;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProcess;

/**
 * A running Open Liberty, driven by files under {@code configDropins/overrides}: one for each
 * connection factory, archive and application. The server's messages tell when it has followed.
 */
final class Liberty implements ApplicationServer {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int HTTP = 9080;
  private static final int FIRST_OFFSET = 14_000;

  /** So many requests wait for one another in some scenarios, at the most. */
  private static final String REQUESTS = "40";

  private static final List<String> UPDATED = List.of("CWWKG0017I", "CWWKG0018I");

  private final ServerProcess process;
  private final LibertyDirectory directory;
  private final Path archive;
  private final URI http;

  private Liberty(ServerProcess process, LibertyDirectory directory, Path archive, URI http) {
    this.process = process;
    this.directory = directory;
    this.archive = archive;
    this.http = http;
  }

  /** Makes a server of this name and starts it. */
  static Liberty start(ServerHome home, String name) {
    int port = HTTP + FreePorts.offset(FIRST_OFFSET, List.of(HTTP));
    LibertyDirectory directory = LibertyDirectory.create(home.work(), name, serverXml(port));
    ServerProcess process =
        ServerProcess.start(
            List.of(home.installation().resolve("bin/server").toString(), "run", name),
            Map.of(
                "JAVA_HOME", home.java().toString(),
                "WLP_USER_DIR", directory.user().toString(),
                "JVM_ARGS", "-Xmx512m"),
            directory.user(),
            directory.user().resolve("console.log"));
    process.await(() -> directory.log().text().contains("CWWKF0011I"), PATIENCE);
    return new Liberty(
        process, directory, home.archive(), URI.create("http://127.0.0.1:" + port + "/"));
  }

  private static String serverXml(int port) {
    XmlText xml = new XmlText().open("featureManager", Map.of());
    for (String feature :
        List.of("webProfile-10.0", "connectors-2.1", "mail-2.1", "localConnector-1.0")) {
      xml.text("feature", feature);
    }
    return xml.close("featureManager")
        .empty("executor", Map.of("coreThreads", REQUESTS))
        .empty(
            "httpEndpoint",
            Map.of(
                "id", "defaultHttpEndpoint",
                "host", "127.0.0.1",
                "httpPort", String.valueOf(port),
                "httpsPort", "-1"))
        .document();
  }

  @Override
  public void installAdapter() {
    if (!directory.has(archive.getFileName().toString())) {
      deploy(archive);
    }
  }

  @Override
  public void configure(FactorySettings settings) {
    write(settings);
  }

  private void write(FactorySettings settings) {
    LogMark mark = markLog();
    directory.write(settings.name(), FactoryXml.of(settings, jndiName(settings.name())));
    await(mark, UPDATED);
    for (String application : DeploymentXml.stopped(mark.text())) {
      await(mark, List.of(DeploymentXml.restart(application)));
    }
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
    write(after);
    return after;
  }

  @Override
  public void remove(FactorySettings settings) {
    removePart(settings.name(), UPDATED);
  }

  private void removePart(String part, List<String> messages) {
    LogMark mark = markLog();
    directory.delete(part);
    await(mark, messages);
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
      removePart(name, UPDATED);
      throw new AdministrationException(mark.text(), null);
    }
  }

  @Override
  public void undeploy(String fileName) {
    removePart(fileName, List.of(DeploymentXml.removal(fileName)));
  }

  private void await(LogMark mark, List<String> messages) {
    process.await(() -> messages.stream().anyMatch(mark.text()::contains), PATIENCE);
  }

  @Override
  public URI http() {
    return http;
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
