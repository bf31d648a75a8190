package org.smtpra.it.tomee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.shrinkwrap.api.Archive;
import org.smtpra.it.server.AdministrationException;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.HowToPage;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProcess;

/**
 * A running TomEE. The adapter is no deployment of its own here: an application that asks for it in
 * its manifest gets its jars, and a file that names the connection factories of the moment. So a
 * factory comes to life with the next application, and a change of one deploys its application
 * anew.
 */
final class TomEE implements ApplicationServer {

  private static final String ARCHIVE = "smtp-ra.rar";

  /** The second lets two applications have the same EJB. */
  private static final String SYSTEM_PROPERTIES =
      """

      openejb.autodeploy.interval = 300 milliseconds
      openejb.deploymentId.format = {appId}/{ejbJarId}/{ejbName}
      """;

  private final TomEEInstance instance;
  private final ServerProcess process;
  private final AppsDirectory apps;
  private final Manager manager;
  private final Path temporary;
  private final Secrets secrets;
  private final Map<String, Path> adapters = new LinkedHashMap<>();
  private final Map<String, FactorySettings> factories = new LinkedHashMap<>();
  private final Map<String, Path> applications = new LinkedHashMap<>();

  /** What a page of docs/how-to puts into the file that names the factories. */
  private final List<String> ofPages = new ArrayList<>();

  private TomEE(TomEEInstance instance, ServerProcess process) throws IOException {
    this.instance = instance;
    this.process = process;
    this.apps = new AppsDirectory(instance.base().resolve("apps"), instance.log());
    this.manager = Manager.at(instance.http());
    this.secrets = new Secrets(instance);
    this.temporary = instance.base().resolve("made");
    Files.createDirectories(temporary.resolve("packed"));
  }

  /** Starts it in a fresh directory. */
  static TomEE start(ServerHome home) {
    try {
      TomEEInstance instance = TomEEInstance.make(home, "scenarios", 15_000);
      Path conf = instance.base().resolve("conf");
      Files.writeString(
          conf.resolve("tomee.xml"),
          "<tomee><Deployments dir=\"apps\" autoDeploy=\"true\"/></tomee>");
      Files.writeString(
          conf.resolve("system.properties"), SYSTEM_PROPERTIES, StandardOpenOption.APPEND);
      TomEE server = new TomEE(instance, instance.start());
      server.installAdapter();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void installAdapter() {
    adapters.put(ARCHIVE, instance.home().archive());
  }

  @Override
  public void configure(FactorySettings settings) {
    factories.put(settings.name(), settings);
    deployAgain(settings);
  }

  @Override
  public AutoCloseable configureWithToken(Map<String, String> values) {
    HowToPage page = HowToPage.tokens();
    Map<String, String> more = new HashMap<>(values);
    more.put("smtp.ciphered", secrets.answer(page.block("tomee_secret", values)));
    ofPages.add(String.join("\n", page.block("tomee", more)));
    return ofPages::clear;
  }

  @Override
  public String complaintAbout(FactorySettings mistaken) {
    LogMark mark = markLog();
    factories.put(mistaken.name(), mistaken);
    Path war =
        ApplicationArchive.write(
            ApplicationArchive.war(
                mistaken.name() + ".war", jndiName(mistaken.name()), mistaken.archive()),
            temporary);
    try {
      deployWith(war);
      manager.undeploy(war.getFileName().toString());
      return mark.text();
    } catch (AdministrationException e) {
      return e.getMessage() + mark.text();
    }
  }

  @Override
  public FactorySettings set(FactorySettings before, String property, String value) {
    FactorySettings changed = before.with(property, value);
    configure(changed);
    return changed;
  }

  @Override
  public void remove(FactorySettings settings) {
    factories.remove(settings.name());
    deployAgain(settings);
  }

  /** The applications whose file names the factory, or did. */
  private void deployAgain(FactorySettings settings) {
    applications.values().stream()
        .filter(war -> PackedApplication.adapterWantedBy(war).equals(settings.archive()))
        .forEach(this::deployWith);
  }

  @Override
  public String jndiName(String factoryName) {
    return "openejb:Resource/smtp/" + factoryName;
  }

  @Override
  public Optional<String> testConnection(String factoryName) {
    throw new UnsupportedOperationException("TomEE has no test of a connection");
  }

  @Override
  public void flush(String factoryName) {
    // TomEE cannot; what the scenarios expect of an application must hold without it.
  }

  /** TomEE takes no notice of it; the driver does. */
  @Override
  public String manifestDependencies(String archive) {
    return archive;
  }

  @Override
  public void deploy(Path archive) {
    String name = archive.getFileName().toString();
    if (name.endsWith(".rar")) {
      adapters.put(name, archive);
    } else if (name.endsWith(".ear")) {
      apps.put(
          written(
              PackedApplication.completed(instance.home().archive(), archive, resourcesOf(name))));
    } else {
      applications.put(name, archive);
      deployWith(archive);
    }
  }

  /** Deploys an application, with the adapter if it asks for one in its manifest. */
  private void deployWith(Path war) {
    String adapter = PackedApplication.adapterWantedBy(war);
    Path packed =
        adapter.isEmpty()
            ? war
            : written(PackedApplication.with(adapters.get(adapter), war, resourcesOf(adapter)));
    try {
      manager.deploy(packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path written(Archive<?> packed) {
    return ApplicationArchive.write(packed, temporary.resolve("packed"));
  }

  private String resourcesOf(String archive) {
    List<FactorySettings> its =
        factories.values().stream()
            .filter(each -> each.archive().replaceAll("#.*", "").equals(archive))
            .toList();
    return ResourcesXml.of(its, secrets, ofPages);
  }

  @Override
  public void undeploy(String fileName) {
    if (fileName.endsWith(".rar")) {
      adapters.remove(fileName);
    } else if (fileName.endsWith(".ear")) {
      apps.remove(fileName);
    } else {
      applications.remove(fileName);
      manager.undeploy(fileName);
    }
  }

  @Override
  public URI http() {
    return instance.http();
  }

  @Override
  public URI metrics() {
    return http().resolve("/metrics");
  }

  @Override
  public URI readiness() {
    return http().resolve("/health/ready");
  }

  @Override
  public AutoCloseable trace(URI collector) {
    throw new UnsupportedOperationException("TomEE has no MicroProfile Telemetry");
  }

  @Override
  public LogMark markLog() {
    return instance.log().mark();
  }

  @Override
  public void close() {
    process.close();
  }
}
