package org.smtpra.it.server;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One connection factory as a scenario wants it, in the project's words: the driver of a server
 * turns it into that server's configuration.
 *
 * @param name unique in the server, and the last part of its JNDI name
 * @param properties the adapter's own properties
 * @param pool the bounds of the server's pool
 */
public record FactorySettings(String name, Map<String, String> properties, PoolSettings pool) {

  /** Copies the properties. */
  public FactorySettings {
    properties = Map.copyOf(properties);
  }

  /** A factory with the server's usual pool. */
  public static FactorySettings of(String name, String... namesAndValues) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new FactorySettings(name, properties, PoolSettings.usual());
  }

  /** The same with another pool. */
  public FactorySettings with(PoolSettings other) {
    return new FactorySettings(name, properties, other);
  }

  /** The same with one property more. */
  public FactorySettings with(String property, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(property, value);
    return new FactorySettings(name, more, pool);
  }
}
