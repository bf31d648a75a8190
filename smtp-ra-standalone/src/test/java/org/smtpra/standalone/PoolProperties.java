package org.smtpra.standalone;

import java.util.HashMap;
import java.util.Map;

/**
 * The properties of a pool that speaks clear text to a port of the loopback address. A failure
 * shows at once and affects no later send, unless a test says otherwise.
 */
public final class PoolProperties {

  /** No host cools down and nothing is sent again. */
  public static final Map<String, String> AT_ONCE =
      Map.of("reconnectCooldown", "0", "maxRetryAttempts", "0");

  private PoolProperties() {}

  /** {@code more} are names and values in turn. */
  static Map<String, String> clearText(int port, String... more) {
    Map<String, String> properties = new HashMap<>(AT_ONCE);
    properties.put("host", "127.0.0.1");
    properties.put("port", String.valueOf(port));
    properties.put("security", "NONE");
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return properties;
  }
}
