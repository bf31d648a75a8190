package org.smtpra.it.wildfly;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.dmr.ModelNode;
import org.smtpra.it.server.AdministrationException;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.FactorySettings.SignOn;
import org.smtpra.it.server.HowToPage;
import org.smtpra.it.server.LogFile;

/** A running WildFly, driven by the commands an administrator would type. */
public final class WildFly implements ApplicationServer {

  private static final String ARCHIVE = "smtp-ra.rar";

  private final CommandLine commandLine;
  private final Path archive;
  private final LogFile log;
  private final URI http;
  private final int managementPort;

  private WildFly(Path archive, LogFile log, URI http, int managementPort) {
    this.commandLine = CommandLine.connect(managementPort);
    this.archive = archive;
    this.log = log;
    this.http = http;
    this.managementPort = managementPort;
  }

  /** Connects to the server that Arquillian started with this port offset. */
  public static WildFly connect(int portOffset, Path serverDirectory, Path archive) {
    return new WildFly(
        archive,
        new LogFile(serverDirectory.resolve("log/server.log")),
        URI.create("http://127.0.0.1:" + (8080 + portOffset) + "/"),
        9990 + portOffset);
  }

  /** Runs lines of WildFly's command language. */
  public void run(List<String> lines) {
    commandLine.run(lines);
  }

  /** Runs one operation and gives its result. */
  public ModelNode ask(String operation) {
    return commandLine.ask(operation);
  }

  @Override
  public void installAdapter() {
    if (!isDeployed(ARCHIVE)) {
      deploy(archive);
    }
  }

  private boolean isDeployed(String fileName) {
    return commandLine.ask(":read-children-names(child-type=deployment)").asList().stream()
        .anyMatch(name -> name.asString().equals(fileName));
  }

  @Override
  public void configure(FactorySettings settings) {
    settings.signOn().ifPresent(signOn -> store(settings.name(), signOn));
    commandLine.run(FactoryCommands.add(settings, jndiName(settings.name())));
    if (isDeployed(settings.archive())) {
      activate(settings.name());
    }
  }

  @Override
  public AutoCloseable configureWithToken(Map<String, String> values) {
    HowToPage page = HowToPage.tokens();
    List<String> secret = page.block("wildfly_secret", values);
    commandLine.run(secret.subList(0, secret.size() - 1));
    Map<String, String> more = new HashMap<>(values);
    more.put(
        "smtp.encrypted",
        commandLine.ask(secret.get(secret.size() - 1)).get("expression").asString());
    LogMark mark = markLog();
    try {
      commandLine.run(page.block("wildfly", more));
    } catch (AdministrationException e) {
      throw new AdministrationException(e.getMessage() + "\n" + mark.text(), e);
    }
    return () ->
        commandLine.run(
            FactoryCommands.adapter("mailbox") + ":remove",
            "/subsystem=elytron/expression=encryption:remove",
            "/subsystem=elytron/secret-key-credential-store=smtp-key:remove");
  }

  @Override
  public String complaintAbout(FactorySettings mistaken) {
    try {
      configure(mistaken);
      return "";
    } catch (AdministrationException e) {
      return e.getMessage();
    }
  }

  @Override
  public FactorySettings set(FactorySettings before, String property, String value) {
    commandLine.ask(FactoryCommands.addProperty(before.name(), property, value));
    activate(before.name());
    return before.with(property, value);
  }

  /** The answer of a failed activation says where it failed; only the log says why. */
  private void activate(String factoryName) {
    LogMark mark = markLog();
    try {
      commandLine.ask(FactoryCommands.adapter(factoryName) + ":activate");
    } catch (AdministrationException e) {
      throw new AdministrationException(e.getMessage() + "\n" + mark.text(), e);
    }
  }

  private void store(String factoryName, SignOn signOn) {
    String stores = "/subsystem=elytron:read-children-names(child-type=credential-store)";
    if (commandLine.ask(stores).asList().isEmpty()) {
      commandLine.ask(FactoryCommands.addStore());
    }
    commandLine.ask(FactoryCommands.addAlias(factoryName, signOn));
  }

  @Override
  public void remove(FactorySettings settings) {
    FactoryCommands.remove(settings).forEach(commandLine::ask);
  }

  @Override
  public String jndiName(String factoryName) {
    return "java:/smtp/" + factoryName;
  }

  @Override
  public Optional<String> testConnection(String factoryName) {
    try {
      commandLine.ask(FactoryCommands.definition(factoryName) + ":test-connection-in-pool");
      return Optional.empty();
    } catch (AdministrationException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public void flush(String factoryName) {
    commandLine.ask(FactoryCommands.definition(factoryName) + ":flush-all-connection-in-pool");
  }

  @Override
  public String manifestDependencies(String archiveName) {
    return "deployment." + archiveName;
  }

  @Override
  public void deploy(Path file) {
    commandLine.run("deploy " + file);
  }

  @Override
  public void undeploy(String fileName) {
    commandLine.run("undeploy " + fileName);
  }

  @Override
  public URI http() {
    return http;
  }

  @Override
  public URI metrics() {
    addOnce("org.wildfly.extension.micrometer", "wildfly");
    return URI.create("http://127.0.0.1:" + managementPort + "/prometheus");
  }

  @Override
  public URI readiness() {
    addOnce("org.wildfly.extension.microprofile.health-smallrye", "wildflyhealth");
    return URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
  }

  /** It stays: a test class that is run again finds it there. */
  private void addOnce(String extension, String block) {
    boolean isThere =
        commandLine.ask(":read-children-names(child-type=extension)").asList().stream()
            .anyMatch(name -> name.asString().equals(extension));
    if (!isThere) {
      commandLine.run(HowToPage.observe().block(block));
    }
  }

  @Override
  public AutoCloseable trace(URI collector) {
    commandLine.run(
        HowToPage.observe()
            .block("wildflytracing", Map.of("smtp.collector", collector.toString())));
    return () ->
        commandLine.run(
            "/subsystem=opentelemetry:remove",
            "/extension=org.wildfly.extension.opentelemetry:remove",
            "reload");
  }

  @Override
  public LogMark markLog() {
    return log.mark();
  }

  @Override
  public void close() {
    commandLine.close();
  }
}
