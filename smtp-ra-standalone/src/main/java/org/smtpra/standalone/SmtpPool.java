package org.smtpra.standalone;

import jakarta.resource.ResourceException;
import java.util.Map;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.config.ConfigurationParser;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.ra.SmtpManagedConnectionFactory;

/**
 * A pool of SMTP sessions for programs that run without an application server.
 *
 * <pre>{@code
 * try (SmtpPool pool = SmtpPool.open(Map.of("host", "smtp.example.com",
 *     "userName", "shop", "password", secret, "maxPoolSize", "4"))) {
 *   pool.factory().send(message);
 * }
 * }</pre>
 *
 * <p>Properties, defaults and errors are those of the connection factory in a server. Here {@code
 * maxPoolSize}, {@code minPoolSize}, {@code idleTimeout} and {@code acquireTimeout} rule the pool:
 * callers wait in the order in which they came, at most {@code acquireTimeout}. Thread safe.
 */
public final class SmtpPool implements AutoCloseable {

  private final PooledConnectionManager manager;
  private final SmtpConnectionFactory factory;

  private SmtpPool(PooledConnectionManager manager, SmtpConnectionFactory factory) {
    this.manager = manager;
    this.factory = factory;
  }

  /**
   * Opens a pool. With {@code minPoolSize} 0 no session is opened until one is needed.
   *
   * @param properties the connection factory's properties by name
   * @return the pool; close it when the program ends
   * @throws IllegalArgumentException if a property is wrong; the message lists all problems
   */
  public static SmtpPool open(Map<String, String> properties) {
    SmtpConfiguration configuration = parse(properties);
    SmtpManagedConnectionFactory managed = SmtpManagedConnectionFactory.of(properties);
    PooledConnectionManager manager = new PooledConnectionManager(managed, configuration);
    try {
      return new SmtpPool(manager, managed.createConnectionFactory(manager));
    } catch (ResourceException e) {
      manager.close();
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static SmtpConfiguration parse(Map<String, String> properties) {
    try {
      return ConfigurationParser.parse(properties).configuration();
    } catch (InvalidConfigurationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * The factory to send with.
   *
   * @return the same object at every call
   */
  public SmtpConnectionFactory factory() {
    return factory;
  }

  /** Closes every session; a send that is running ends by its stage. Later sends fail. */
  @Override
  public void close() {
    manager.close();
  }
}
