package org.smtpra.it.asadmin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.PoolSettings;

/** The commands that make a connection factory: a pool, and a resource that names it. */
final class FactoryCommands {

  private FactoryCommands() {}

  /** The server knows a deployment by its file's name without the end. */
  static String moduleName(String fileName) {
    return fileName.replaceAll("\\.(rar|ear|war)(?=#|$)", "");
  }

  /** One name serves no two resources. */
  static String poolName(String factoryName) {
    return "pool/" + factoryName;
  }

  static String jndiName(String factoryName) {
    return "smtp/" + factoryName;
  }

  /** The alias of the password as which the container signs in. */
  static String alias(String factoryName) {
    return "smtp-" + factoryName;
  }

  static List<String> add(FactorySettings settings) {
    return List.of(addPool(settings), addResource(settings.name()));
  }

  private static String addPool(FactorySettings settings) {
    PoolSettings pool = settings.pool();
    return String.join(
        " ",
        "create-connector-connection-pool --raname",
        moduleName(settings.archive()),
        "--connectiondefinition org.smtpra.SmtpConnectionFactory --steadypoolsize",
        String.valueOf(pool.min()),
        "--maxpoolsize",
        String.valueOf(pool.max()),
        "--poolresize",
        String.valueOf(Math.max(1, pool.min())),
        "--maxwait",
        String.valueOf(pool.acquire().toMillis()),
        "--transactionsupport",
        settings.localTransactions() ? "LocalTransaction" : "NoTransaction",
        "--property",
        quoted(properties(settings)),
        poolName(settings.name()));
  }

  private static String addResource(String name) {
    return "create-connector-resource --poolname " + poolName(name) + " " + jndiName(name);
  }

  /** The user of the container's sign-on is a property of the pool, its password an alias. */
  static Map<String, String> allProperties(FactorySettings settings) {
    Map<String, String> all = new TreeMap<>(settings.properties());
    settings
        .signOn()
        .ifPresent(
            signOn -> {
              all.put("userName", signOn.user());
              all.put("password", "${ALIAS=" + alias(settings.name()) + "}");
            });
    return all;
  }

  private static String properties(FactorySettings settings) {
    return allProperties(settings).entrySet().stream()
        .map(entry -> entry.getKey() + "=" + escaped(entry.getValue()))
        .collect(Collectors.joining(":"));
  }

  /** A colon ends a property, an equals sign its name, and a quotation mark wants its partner. */
  private static String escaped(String value) {
    return value.replaceAll("[\\\\:='\"]", "\\\\$0");
  }

  static String set(String factoryName, String property, String value) {
    return "set "
        + quoted(
            "resources.connector-connection-pool."
                + poolName(factoryName)
                + ".property."
                + property
                + "="
                + value);
  }

  static List<String> remove(String factoryName) {
    List<String> lines = new ArrayList<>();
    lines.add("delete-connector-resource " + jndiName(factoryName));
    lines.add("delete-connector-connection-pool " + poolName(factoryName));
    return lines;
  }

  /** Between apostrophes everything is as it is; between quotation marks a backslash hides. */
  private static String quoted(String value) {
    return value.contains("'")
        ? '"' + value.replaceAll("[\\\\\"]", "\\\\$0") + '"'
        : "'" + value + "'";
  }
}
