package org.smtpra.standalone;

import java.util.HashMap;
import java.util.Map;

/** The properties of a pool that speaks clear text to a port of the loopback address. */
final class PoolProperties {

  private PoolProperties() {}

  /** {@code more} are names and values in turn. */
  static Map<String, String> clearText(int port, String... more) {
    Map<String, String> properties = new HashMap<>();
    properties.put("host", "127.0.0.1");
    properties.put("port", String.valueOf(port));
    properties.put("security", "NONE");
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return properties;
  }
}
