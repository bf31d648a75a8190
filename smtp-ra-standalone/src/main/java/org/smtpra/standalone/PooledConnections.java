package org.smtpra.standalone;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.util.function.Consumer;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/** Makes and destroys the pool's entries, and hears when a lease on one is given back. */
final class PooledConnections extends BasePooledObjectFactory<ManagedConnection> {

  private final ManagedConnectionFactory factory;
  private final Consumer<ConnectionEvent> returned;

  PooledConnections(ManagedConnectionFactory factory, Consumer<ConnectionEvent> returned) {
    this.factory = factory;
    this.returned = returned;
  }

  @Override
  public ManagedConnection create() throws ResourceException {
    ManagedConnection connection = factory.createManagedConnection(null, null);
    connection.addConnectionEventListener(new LeaseListener(returned));
    return connection;
  }

  @Override
  public PooledObject<ManagedConnection> wrap(ManagedConnection connection) {
    return new DefaultPooledObject<>(connection);
  }

  @Override
  public void passivateObject(PooledObject<ManagedConnection> pooled) throws ResourceException {
    pooled.getObject().cleanup();
  }

  @Override
  public void destroyObject(PooledObject<ManagedConnection> pooled) throws ResourceException {
    pooled.getObject().destroy();
  }
}
