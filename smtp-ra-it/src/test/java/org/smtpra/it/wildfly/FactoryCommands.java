package org.smtpra.it.wildfly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.PoolSettings;

/** The commands that make a connection factory of its own resource adapter entry. */
final class FactoryCommands {

  private FactoryCommands() {}

  static String adapter(String factoryName) {
    return "/subsystem=resource-adapters/resource-adapter=" + factoryName;
  }

  static String definition(String factoryName) {
    return adapter(factoryName) + "/connection-definitions=" + factoryName;
  }

  static List<String> add(FactorySettings settings, String archive, String jndiName) {
    List<String> lines = new ArrayList<>();
    lines.add("batch");
    lines.add(
        adapter(settings.name())
            + ":add(archive="
            + archive
            + ", transaction-support=NoTransaction, statistics-enabled=true)");
    lines.add(
        definition(settings.name())
            + ":add(class-name=org.smtpra.ra.SmtpManagedConnectionFactory, jndi-name="
            + jndiName
            + ", "
            + pool(settings.pool())
            + ")");
    for (Map.Entry<String, String> property : settings.properties().entrySet()) {
      lines.add(
          definition(settings.name())
              + "/config-properties="
              + property.getKey()
              + ":add(value="
              + quoted(property.getValue())
              + ")");
    }
    lines.add("run-batch");
    return lines;
  }

  private static String pool(PoolSettings pool) {
    return "max-pool-size="
        + pool.max()
        + ", min-pool-size="
        + pool.min()
        + ", pool-prefill="
        + pool.prefill()
        + ", blocking-timeout-wait-millis="
        + pool.acquire().toMillis();
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
