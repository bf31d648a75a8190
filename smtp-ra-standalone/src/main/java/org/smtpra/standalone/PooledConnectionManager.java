package org.smtpra.standalone;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAllocationException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.ra.PatientConnectionManager;
import org.smtpra.ra.SmtpManagedConnection;
import org.smtpra.ra.SmtpManagedConnectionFactory;

/** Leases managed connections, first come, first served, from a bounded pool. Thread safe. */
final class PooledConnectionManager implements PatientConnectionManager, AutoCloseable {

  private static final long serialVersionUID = 1L;

  /** By this code the adapter knows an exhausted pool, as it knows the texts of servers. */
  private static final String EXHAUSTED = "SMTP-RA-POOL-EXHAUSTED";

  private final transient SmtpConfiguration configuration;
  private final transient LeaseQueue queue;
  private final transient PooledConnections connections;
  private final transient RefillThread refill;

  PooledConnectionManager(SmtpManagedConnectionFactory factory, SmtpConfiguration configuration) {
    this.configuration = configuration;
    this.queue = new LeaseQueue(configuration.pool().maxPoolSize());
    this.connections =
        new PooledConnections(factory, configuration.pool(), new LeaseListener(this::returned));
    this.refill = new RefillThread(new PoolRefill(connections, configuration)::step);
  }

  /** Opens {@code minPoolSize} sessions in the background, and keeps them. */
  void keepFilled() {
    if (configuration.pool().minPoolSize() > 0) {
      refill.start();
    }
  }

  @Override
  public Object allocateConnection(
      ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    return allocateConnection(factory, request, configuration.timeouts().acquire());
  }

  @Override
  public Object allocateConnection(
      ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request, Duration longest)
      throws ResourceException {
    enter(longest);
    SmtpManagedConnection connection = null;
    Object handle = null;
    try {
      connection = connections.lease(request);
      handle = connection.getConnection(null, request);
      return handle;
    } finally {
      if (handle == null) {
        giveUp(connection);
      }
    }
  }

  private void enter(Duration longest) throws ResourceException {
    Duration acquire = configuration.timeouts().acquire();
    boolean hurried = longest.compareTo(acquire) < 0;
    long began = System.nanoTime();
    try {
      if (queue.enter(hurried ? longest : acquire)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ResourceException failure =
          new ResourceAllocationException(
              "interrupted while waiting for a connection", "SMTP-RA-CANCELLED");
      failure.initCause(e);
      throw failure;
    }
    throw queue.isClosed()
        ? PooledConnections.closed()
        : exhausted(hurried ? "the send's deadline" : "acquireTimeout", System.nanoTime() - began);
  }

  private ResourceException exhausted(String bound, long waitedNanos) {
    return new ResourceAllocationException(
        "no connection came back within "
            + bound
            + ": waited "
            + TimeUnit.NANOSECONDS.toMillis(waitedNanos)
            + " ms; connections: "
            + connections.describe()
            + "; other callers waiting: "
            + queue.waiting(),
        EXHAUSTED);
  }

  private void giveUp(@Nullable SmtpManagedConnection connection) {
    if (connection != null) {
      connections.giveBack(connection);
    }
    queue.leave();
  }

  private void returned(ConnectionEvent event) {
    if (event.getSource() instanceof SmtpManagedConnection connection
        && connections.giveBack(connection)) {
      queue.leave();
    }
  }

  /**
   * Refuses new leases, ends the waits for one, and destroys every connection. Sends that are
   * running may finish, as long as the adapter lets them. Interrupts none of the callers.
   */
  @Override
  public void close() {
    queue.close();
    refill.close();
    connections.close();
  }
}
