package org.smtpra.standalone;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import java.util.function.Consumer;

/** Hears that a handle was closed; everything else the adapter has no reason to fire. */
final class LeaseListener implements ConnectionEventListener {

  private final Consumer<ConnectionEvent> returned;

  LeaseListener(Consumer<ConnectionEvent> returned) {
    this.returned = returned;
  }

  @Override
  public void connectionClosed(ConnectionEvent event) {
    returned.accept(event);
  }

  @Override
  public void connectionErrorOccurred(ConnectionEvent event) {
    returned.accept(event);
  }

  @Override
  public void localTransactionStarted(ConnectionEvent event) {
    throw new IllegalStateException("SMTP takes no part in transactions");
  }

  @Override
  public void localTransactionCommitted(ConnectionEvent event) {
    throw new IllegalStateException("SMTP takes no part in transactions");
  }

  @Override
  public void localTransactionRolledback(ConnectionEvent event) {
    throw new IllegalStateException("SMTP takes no part in transactions");
  }
}
