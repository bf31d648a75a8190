package org.smtpra.it.asadmin;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.smtpra.it.server.AdministrationException;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.HowToPage;

/** A running Payara or GlassFish, driven by the commands an administrator would type. */
final class AsadminServer implements ApplicationServer {

  private static final String ARCHIVE = "smtp-ra.rar";

  private final Domain domain;
  private final AsadminSession session;
  private final PasswordAliases aliases;
  private final Path archive;

  /** A pool can be made only after its archive, and must go before it. */
  private final Map<String, FactorySettings> factories = new ConcurrentHashMap<>();

  private AsadminServer(Domain domain, AsadminSession session, Asadmin asadmin) {
    this.domain = domain;
    this.session = session;
    this.aliases = new PasswordAliases(session, asadmin.work());
    this.archive = asadmin.home().archive();
  }

  /** Starts a new domain of this name. */
  static AsadminServer start(Asadmin asadmin, String domainName) {
    Domain domain = Domain.start(asadmin, domainName);
    return new AsadminServer(domain, AsadminSession.open(asadmin, domain.adminPort()), asadmin);
  }

  /** Runs lines as asadmin's prompt does, but ends at the first one that fails. */
  String run(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(session.run(line)));
    return text.toString();
  }

  PasswordAliases aliases() {
    return aliases;
  }

  int adminPort() {
    return domain.adminPort();
  }

  @Override
  public void installAdapter() {
    if (!isDeployed(ARCHIVE)) {
      deploy(archive);
    }
  }

  private boolean isDeployed(String fileName) {
    String name = FactoryCommands.moduleName(fileName);
    return session.run("list-applications").lines().anyMatch(line -> line.startsWith(name + " "));
  }

  @Override
  public void configure(FactorySettings settings) {
    factories.put(settings.name(), settings);
    settings
        .signOn()
        .ifPresent(
            signOn -> aliases.add(FactoryCommands.alias(settings.name()), signOn.password()));
    if (isDeployed(settings.archive())) {
      run(FactoryCommands.add(settings));
    }
  }

  @Override
  public AutoCloseable configureWithToken(Map<String, String> values) {
    HowToPage page = HowToPage.tokens();
    aliases.offer(values.get("smtp.clientSecret"));
    run(page.block("payara_secret", values));
    run(page.block("payara", values));
    return () ->
        run(
            List.of(
                "delete-connector-resource smtp/mailbox",
                "delete-connector-connection-pool smtp-mailbox-pool",
                "delete-password-alias smtp-mailbox"));
  }

  @Override
  public String complaintAbout(FactorySettings mistaken) {
    LogMark mark = markLog();
    try {
      configure(mistaken);
      return testConnection(mistaken.name()).orElse("") + mark.text();
    } catch (AdministrationException e) {
      return e.getMessage();
    }
  }

  @Override
  public FactorySettings set(FactorySettings before, String property, String value) {
    session.run(FactoryCommands.set(before.name(), property, value));
    FactorySettings after = before.with(property, value);
    factories.put(after.name(), after);
    return after;
  }

  @Override
  public void remove(FactorySettings settings) {
    factories.remove(settings.name());
    if (isDeployed(settings.archive())) {
      run(FactoryCommands.remove(settings.name()));
    }
    settings.signOn().ifPresent(signOn -> aliases.remove(FactoryCommands.alias(settings.name())));
  }

  @Override
  public String jndiName(String factoryName) {
    return FactoryCommands.jndiName(factoryName);
  }

  @Override
  public String jndiNameInside(String factoryName) {
    return ResourcesXml.jndiName(factoryName);
  }

  @Override
  public Map<String, String> descriptorsInside(FactorySettings settings) {
    return Map.of(ResourcesXml.PATH, ResourcesXml.of(settings));
  }

  @Override
  public Optional<String> testConnection(String factoryName) {
    try {
      session.run("ping-connection-pool " + FactoryCommands.poolName(factoryName));
      return Optional.empty();
    } catch (AdministrationException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public void flush(String factoryName) {
    session.run("flush-connection-pool " + FactoryCommands.poolName(factoryName));
  }

  @Override
  public String manifestDependencies(String archiveName) {
    return "";
  }

  @Override
  public void deploy(Path file) {
    session.run("deploy " + file);
    factories.values().stream()
        .filter(each -> isOf(each, file))
        .forEach(each -> run(FactoryCommands.add(each)));
  }

  private static boolean isOf(FactorySettings settings, Path file) {
    return settings.archive().equals(file.getFileName().toString());
  }

  @Override
  public void undeploy(String fileName) {
    factories.values().stream()
        .filter(each -> each.archive().equals(fileName))
        .forEach(each -> run(FactoryCommands.remove(each.name())));
    session.run("undeploy " + FactoryCommands.moduleName(fileName));
  }

  /** Of an executor that stops adapters and keeps its first thread; GlassFish gives it no name. */
  @Override
  public String threadThatKeepsAnArchive() {
    return "RA Shutdown|Thread-\\d+";
  }

  @Override
  public URI http() {
    return domain.http();
  }

  /** Payara's are on in a new domain; GlassFish has none. */
  @Override
  public URI metrics() {
    return domain.http().resolve("/metrics");
  }

  /** Payara's is on in a new domain; GlassFish has none. */
  @Override
  public URI readiness() {
    return domain.http().resolve("/health/ready");
  }

  @Override
  public AutoCloseable trace(URI collector) {
    run(HowToPage.observe().block("payaratracing", Map.of("smtp.collector", collector.toString())));
    return () ->
        run(
            List.of(
                "delete-config-property --source=domain --propertyName=otel.sdk.disabled",
                "delete-config-property --source=domain"
                    + " --propertyName=otel.exporter.otlp.endpoint"));
  }

  @Override
  public LogMark markLog() {
    return domain.log().mark();
  }

  @Override
  public void close() {
    try {
      session.close();
    } finally {
      domain.close();
    }
  }
}
