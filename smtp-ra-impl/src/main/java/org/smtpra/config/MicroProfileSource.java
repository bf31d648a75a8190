package org.smtpra.config;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * MicroProfile Config as the adapter's own class loader sees it. The only class that names that
 * API, which may be missing: {@link #find} then fails with a {@code NoClassDefFoundError}. Thread
 * safe.
 *
 * <p>No field and no method has a type of that API. GlassFish looks at these, and where it finds
 * one starts its container for MicroProfile at the deployment of the archive: in 8.0.0-M12 that
 * fails, and the deployment with it.
 */
final class MicroProfileSource implements OverlaySource {

  private final BiFunction<String, Class<String>, Optional<String>> values;
  private final Supplier<Iterable<String>> names;

  MicroProfileSource(
      BiFunction<String, Class<String>, Optional<String>> values,
      Supplier<Iterable<String>> names) {
    this.values = values;
    this.names = names;
  }

  /**
   * Finds it. A server may have the API and no implementation, or show one to the threads of
   * applications only.
   */
  static OverlaySource find() {
    Config config = ConfigProvider.getConfig(MicroProfileSource.class.getClassLoader());
    return new MicroProfileSource(config::getOptionalValue, config::getPropertyNames);
  }

  @Override
  public Optional<String> value(String key) {
    return values.apply(key, String.class);
  }

  @Override
  public Iterable<String> keys() {
    return names.get();
  }
}
