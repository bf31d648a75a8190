package org.smtpra.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;
import org.smtpra.delivery.SessionSlot;
import org.smtpra.event.LogMessage;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * One entry of the server's pool. It owns a slot, which owns at most one session and replaces it in
 * place; so a lost session is no reason to destroy the entry, and CONNECTION_ERROR is never fired
 * for one. Thread safe: {@link #cleanup} and {@link #destroy} may come from any thread at any time
 * and never wait.
 */
public final class SmtpManagedConnection implements ManagedConnection {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final SmtpManagedConnectionFactory factory;
  private final FactoryState state;
  private final SessionSlot slot;
  private final Set<SmtpConnectionImpl> handles = ConcurrentHashMap.newKeySet();
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<Credentials> borrower;
  private volatile @Nullable PrintWriter logWriter;

  SmtpManagedConnection(
      SmtpManagedConnectionFactory factory, FactoryState state, Optional<Credentials> borrower) {
    this.factory = factory;
    this.state = state;
    this.slot = state.newSlot();
    this.borrower = borrower;
  }

  SessionSlot slot() {
    return slot;
  }

  FactoryState state() {
    return state;
  }

  /** As whom the slot was last borrowed. */
  Optional<Credentials> borrower() {
    return borrower;
  }

  boolean isIdle() {
    return handles.isEmpty();
  }

  /** Tells whether there is a session, as far as memory tells. */
  public boolean hasSession() {
    return slot.session().isPresent();
  }

  /**
   * Opens a session if there is none, for a pool that keeps some open.
   *
   * @throws ResourceException if none can be had
   */
  public void fill() throws ResourceException {
    try {
      slot.fill(borrower, Deadline.never(state.nanoTime()));
    } catch (SmtpFailure e) {
      throw OpenFailure.of(e);
    }
  }

  @Override
  public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    if (slot.isDestroyed()) {
      throw new IllegalStateException("this managed connection was destroyed");
    }
    borrower = BorrowerCredentials.of(subject, request, factory);
    SmtpConnectionImpl handle = new SmtpConnectionImpl(this, borrower);
    handles.add(handle);
    slot.leased();
    factory.marker().made(handle);
    return handle;
  }

  @Override
  public void associateConnection(Object connection) throws ResourceException {
    if (!(connection instanceof SmtpConnectionImpl given)) {
      throw new ResourceException("not a handle of this resource adapter: " + connection);
    }
    SmtpConnectionImpl handle = given.unwrapped();
    if (slot.isDestroyed()) {
      throw new IllegalStateException("this managed connection was destroyed");
    }
    if (handle.isClosed()) {
      throw new IllegalStateException("the application has closed this handle");
    }
    handles.add(handle);
    slot.leased();
    SmtpManagedConnection previous = handle.moveTo(this);
    if (previous != null && previous != this) {
      previous.handles.remove(handle);
    }
    borrower = handle.borrower();
  }

  /** A handle was closed by the application: the others stay usable. */
  void closed(SmtpConnectionImpl handle) {
    if (!handles.remove(handle)) {
      return;
    }
    if (handles.isEmpty()) {
      slot.returned();
    }
    ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
    event.setConnectionHandle(handle);
    listeners.forEach(listener -> listener.connectionClosed(event));
  }

  @Override
  public void cleanup() {
    invalidateHandles();
    slot.abandon();
  }

  @Override
  public void destroy() {
    invalidateHandles();
    slot.destroy();
    state.destroyed(slot);
  }

  private void invalidateHandles() {
    handles.forEach(SmtpConnectionImpl::invalidate);
    handles.clear();
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public XAResource getXAResource() throws ResourceException {
    throw noTransactions("XATransaction");
  }

  @Override
  public LocalTransaction getLocalTransaction() throws ResourceException {
    throw noTransactions("LocalTransaction");
  }

  private static NotSupportedException noTransactions(String configured) {
    String text =
        "SMTP takes no part in transactions, and the pool is configured for "
            + configured
            + ": set the pool's transaction support to NoTransaction";
    LogMessage.TRANSACTIONS_ASKED_FOR.to(LOG, text);
    return new NotSupportedException(text);
  }

  @Override
  public ManagedConnectionMetaData getMetaData() {
    return new SmtpManagedConnectionMetaData(slot);
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }
}
