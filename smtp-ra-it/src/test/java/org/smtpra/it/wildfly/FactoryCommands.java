package org.smtpra.it.wildfly;

import java.util.ArrayList;
import java.util.List;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.FactorySettings.SignOn;
import org.smtpra.it.server.PoolSettings;

/** The commands that make a connection factory in a resource adapter entry of its own. */
final class FactoryCommands {

  private static final String STORE = "smtp-secrets";

  private FactoryCommands() {}

  static String adapter(String factoryName) {
    return "/subsystem=resource-adapters/resource-adapter=" + factoryName;
  }

  static String definition(String factoryName) {
    return adapter(factoryName) + "/connection-definitions=" + factoryName;
  }

  static List<String> add(FactorySettings settings, String jndiName) {
    List<String> lines = new ArrayList<>();
    lines.add("batch");
    settings.signOn().ifPresent(signOn -> lines.addAll(addSignOn(settings.name(), signOn)));
    lines.add(addAdapter(settings));
    lines.add(addDefinition(settings, jndiName));
    settings
        .properties()
        .forEach((name, value) -> lines.add(addProperty(settings.name(), name, value)));
    lines.add("run-batch");
    return lines;
  }

  static String addProperty(String factoryName, String name, String value) {
    return definition(factoryName)
        + "/config-properties="
        + name
        + ":add(value="
        + quoted(value)
        + ")";
  }

  private static String addAdapter(FactorySettings settings) {
    return adapter(settings.name())
        + ":add(archive="
        + settings.archive()
        + ", transaction-support="
        + (settings.localTransactions() ? "LocalTransaction" : "NoTransaction")
        + ", statistics-enabled=true)";
  }

  private static String addDefinition(FactorySettings settings, String jndiName) {
    PoolSettings pool = settings.pool();
    return definition(settings.name())
        + ":add(class-name=org.smtpra.ra.SmtpManagedConnectionFactory, jndi-name="
        + jndiName
        + ", max-pool-size="
        + pool.max()
        + ", min-pool-size="
        + pool.min()
        + ", pool-prefill="
        + pool.prefill()
        + ", blocking-timeout-wait-millis="
        + pool.acquire().toMillis()
        + (settings.signOn().isPresent()
            ? ", elytron-enabled=true, authentication-context=" + settings.name()
            : "")
        + ")";
  }

  /** Once for each server, before the first factory with container-managed sign-on. */
  static String addStore() {
    return "/subsystem=elytron/credential-store="
        + STORE
        + ":add(path=smtp-secrets.jceks, relative-to=jboss.server.config.dir, create=true,"
        + " credential-reference={clear-text=of-the-test})";
  }

  static String addAlias(String factoryName, SignOn signOn) {
    return "/subsystem=elytron/credential-store="
        + STORE
        + ":add-alias(alias="
        + factoryName
        + ", secret-value="
        + quoted(signOn.password())
        + ")";
  }

  private static List<String> addSignOn(String factoryName, SignOn signOn) {
    return List.of(
        "/subsystem=elytron/authentication-configuration="
            + factoryName
            + ":add(authentication-name="
            + quoted(signOn.user())
            + ", credential-reference={store="
            + STORE
            + ", alias="
            + factoryName
            + "})",
        "/subsystem=elytron/authentication-context="
            + factoryName
            + ":add(match-rules=[{authentication-configuration="
            + factoryName
            + "}])");
  }

  static List<String> remove(FactorySettings settings) {
    List<String> lines = new ArrayList<>();
    lines.add(adapter(settings.name()) + ":remove");
    if (settings.signOn().isPresent()) {
      lines.add("/subsystem=elytron/authentication-context=" + settings.name() + ":remove");
      lines.add("/subsystem=elytron/authentication-configuration=" + settings.name() + ":remove");
      lines.add(
          "/subsystem=elytron/credential-store="
              + STORE
              + ":remove-alias(alias="
              + settings.name()
              + ")");
    }
    return lines;
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
