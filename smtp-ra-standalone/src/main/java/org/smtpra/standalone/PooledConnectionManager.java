package org.smtpra.standalone;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAllocationException;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.SmtpConfiguration;

/** Leases managed connections from a fair, bounded pool. Thread safe. */
final class PooledConnectionManager implements ConnectionManager, AutoCloseable {

  private static final long serialVersionUID = 1L;

  /** By this code the adapter knows an exhausted pool, as it knows the texts of servers. */
  private static final String EXHAUSTED = "SMTP-RA-POOL-EXHAUSTED";

  private final transient GenericObjectPool<ManagedConnection> pool;
  private final transient Set<ManagedConnection> leased = ConcurrentHashMap.newKeySet();
  private final transient SmtpConfiguration configuration;

  PooledConnectionManager(ManagedConnectionFactory factory, SmtpConfiguration configuration) {
    this.configuration = configuration;
    this.pool = new GenericObjectPool<>(new PooledConnections(factory, this::returned), rules());
    this.pool.setSwallowedExceptionListener(new RefillFailures());
  }

  private GenericObjectPoolConfig<ManagedConnection> rules() {
    GenericObjectPoolConfig<ManagedConnection> rules = new GenericObjectPoolConfig<>();
    rules.setMaxTotal(configuration.pool().maxPoolSize());
    rules.setMaxIdle(configuration.pool().maxPoolSize());
    rules.setMinIdle(configuration.pool().minPoolSize());
    rules.setFairness(true);
    rules.setMaxWait(configuration.timeouts().acquire());
    rules.setJmxEnabled(false);
    EvictionRules.apply(rules, configuration);
    return rules;
  }

  @Override
  public Object allocateConnection(
      ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    ManagedConnection connection = borrow();
    leased.add(connection);
    try {
      return connection.getConnection(null, request);
    } catch (ResourceException | RuntimeException e) {
      returned(connection);
      throw e;
    }
  }

  private ManagedConnection borrow() throws ResourceException {
    try {
      return pool.borrowObject();
    } catch (NoSuchElementException e) {
      throw failure(
          "all "
              + configuration.pool().maxPoolSize()
              + " connections are in use and none came back within acquireTimeout ("
              + configuration.timeouts().acquire().toMillis()
              + " ms); "
              + pool.getNumWaiters()
              + " other callers wait",
          EXHAUSTED,
          e);
    } catch (InterruptedException e) {
      if (pool.isClosed()) {
        // The pool wakes its waiters by interrupting them; nobody interrupted this thread.
        throw new ResourceAllocationException("the pool was closed", "SMTP-RA-SHUTDOWN");
      }
      Thread.currentThread().interrupt();
      throw failure("interrupted while waiting for a connection", "SMTP-RA-CANCELLED", e);
    } catch (Exception e) {
      throw failure("the pool gave no connection: " + e.getMessage(), "SMTP-RA-POOL", e);
    }
  }

  private static ResourceException failure(String text, String code, Exception cause) {
    ResourceException failure = new ResourceAllocationException(text, code);
    failure.initCause(cause);
    return failure;
  }

  private void returned(ConnectionEvent event) {
    returned((ManagedConnection) event.getSource());
  }

  /** Once for each lease: a handle that is closed twice, or after the pool, returns nothing. */
  private void returned(ManagedConnection connection) {
    if (leased.remove(connection)) {
      pool.returnObject(connection);
    }
  }

  @Override
  public void close() {
    pool.close();
    for (ManagedConnection connection : leased) {
      destroy(connection);
    }
    leased.clear();
  }

  private static void destroy(ManagedConnection connection) {
    try {
      connection.destroy();
    } catch (ResourceException e) {
      throw new IllegalStateException("a connection could not be destroyed", e);
    }
  }
}
