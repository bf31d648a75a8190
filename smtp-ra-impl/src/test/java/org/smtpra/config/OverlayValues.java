package org.smtpra.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** A source of MicroProfile Config whose values a test may change, read by the real SmallRye. */
final class OverlayValues implements ConfigSource {

  private final Map<String, String> values = new ConcurrentHashMap<>();
  private volatile boolean broken;

  static OverlayValues of(String... keysAndValues) {
    OverlayValues source = new OverlayValues();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      source.values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return source;
  }

  void set(String key, String value) {
    values.put(key, value);
  }

  void remove(String key) {
    values.remove(key);
  }

  void breakDown(boolean now) {
    broken = now;
  }

  OverlaySource asSource() {
    Config config = new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(this).build();
    return new MicroProfileSource(config::getOptionalValue, config::getPropertyNames);
  }

  /** Parses the texts of a server whose prefix is {@code smtp.orders}. */
  ParsedConfiguration under(String... namesAndValues) throws InvalidConfigurationException {
    Map<String, String> server = Configurations.texts(namesAndValues);
    server.put("configPrefix", "smtp.orders");
    return ConfigurationParser.parse(server, this::asSource);
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public String getValue(String name) {
    if (broken) {
      throw new IllegalStateException("the vault is sealed, s3cret");
    }
    return values.get(name);
  }

  @Override
  public String getName() {
    return "of a test";
  }
}
