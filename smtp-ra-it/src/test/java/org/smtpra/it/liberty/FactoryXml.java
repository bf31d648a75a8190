package org.smtpra.it.liberty;

import java.util.Map;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.PoolSettings;

/** The configuration of one connection factory. */
final class FactoryXml {

  private static final String ELEMENT = "connectionFactory";

  private FactoryXml() {}

  static String of(FactorySettings settings, String jndiName) {
    XmlText xml =
        new XmlText()
            .open(ELEMENT, Map.of("id", settings.name(), "jndiName", jndiName))
            .empty("properties." + adapterId(settings.archive()), settings.properties())
            .empty("connectionManager", pool(settings.pool()));
    settings
        .signOn()
        .ifPresent(
            signOn ->
                xml.empty(
                    "containerAuthData",
                    Map.of("user", signOn.user(), "password", signOn.password())));
    return xml.close(ELEMENT).document();
  }

  /**
   * Waits in whole seconds. What a request forgets to close stays out, as on other servers: leaks
   * are what some scenarios are about, and others hold a lease from one request to the next.
   */
  private static Map<String, String> pool(PoolSettings pool) {
    long seconds = Math.max(1, pool.acquire().toSeconds());
    return Map.of(
        "maxPoolSize",
        String.valueOf(pool.max()),
        "minPoolSize",
        String.valueOf(pool.min()),
        "connectionTimeout",
        seconds + "s",
        "autoCloseConnections",
        "false",
        "enableSharingForDirectLookups",
        "false");
  }

  /** The id of the adapter's element: {@code name}, inside an EAR {@code ear.name}. */
  static String adapterId(String archive) {
    return archive.replace(".ear#", ".").replaceAll("\\.rar$", "");
  }
}
