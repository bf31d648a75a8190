package org.smtpra.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * MicroProfile Config as the adapter's own class loader sees it. The only class that names that
 * API, which may be missing: {@link #find} then fails with a {@code NoClassDefFoundError}. Thread
 * safe.
 */
final class MicroProfileSource implements OverlaySource {

  private final Config config;

  MicroProfileSource(Config config) {
    this.config = config;
  }

  /**
   * Finds it. A server may have the API and no implementation, or show one to the threads of
   * applications only.
   */
  static OverlaySource find() {
    return new MicroProfileSource(
        ConfigProvider.getConfig(MicroProfileSource.class.getClassLoader()));
  }

  @Override
  public Optional<String> value(String key) {
    return config.getOptionalValue(key, String.class);
  }

  @Override
  public Iterable<String> keys() {
    return config.getPropertyNames();
  }
}
