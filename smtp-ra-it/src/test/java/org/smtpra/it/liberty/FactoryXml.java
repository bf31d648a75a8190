package org.smtpra.it.liberty;

import java.util.LinkedHashMap;
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

  private static Map<String, String> pool(PoolSettings pool) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("maxPoolSize", String.valueOf(pool.max()));
    attributes.put("minPoolSize", String.valueOf(pool.min()));
    attributes.put("connectionTimeout", pool.acquire().toMillis() + "ms");
    attributes.put("enableSharingForDirectLookups", "false");
    return attributes;
  }

  /** The id of the adapter's element: {@code name}, inside an EAR {@code ear.name}. */
  static String adapterId(String archive) {
    return archive.replace(".ear#", ".").replaceAll("\\.rar$", "");
  }
}
