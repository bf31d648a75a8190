package org.smtpra.standalone;

import jakarta.resource.ResourceException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.config.ConfigurationParser;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.ra.SmtpManagedConnectionFactory;
import org.smtpra.ra.SmtpResourceAdapter;

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
 * maxPoolSize}, {@code minPoolSize}, {@code minPoolRefillDelay} and {@code acquireTimeout} rule the
 * pool: callers wait in the order in which they came, at most {@code acquireTimeout}. Thread safe.
 */
public final class SmtpPool implements AutoCloseable {

  private final StandaloneBootstrapContext context = new StandaloneBootstrapContext();
  private final SmtpResourceAdapter adapter = SmtpResourceAdapter.standalone();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final PooledConnectionManager manager;
  private final SmtpConnectionFactory factory;

  /** The adapter runs as in a server, on threads and timers of our own. */
  private SmtpPool(Map<String, String> properties, SmtpConfiguration configuration)
      throws ResourceException {
    SmtpManagedConnectionFactory managed = SmtpManagedConnectionFactory.of(properties);
    manager = new PooledConnectionManager(managed, configuration);
    boolean started = false;
    try {
      adapter.start(context);
      managed.setResourceAdapter(adapter);
      factory = managed.createConnectionFactory(manager);
      manager.keepFilled();
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /**
   * Opens a pool. With {@code minPoolSize} 0 no session is opened until one is needed, else that
   * many are opened in the background.
   *
   * @param properties the connection factory's properties by name
   * @return the pool; close it when the program ends
   * @throws IllegalArgumentException if a property is wrong; the message lists all problems
   */
  public static SmtpPool open(Map<String, String> properties) {
    SmtpConfiguration configuration = parse(properties);
    try {
      return new SmtpPool(properties, configuration);
    } catch (ResourceException e) {
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

  /**
   * Ends the pool. New sends, and those that wait for a connection, fail at once with the reason
   * {@code SHUTDOWN}; sends that are running get {@code shutdownGrace} to end, and are then cut off
   * and end by their stage. No session, thread or timer is left. Later calls do nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      manager.close();
      adapter.stop();
      context.close();
    }
  }
}
