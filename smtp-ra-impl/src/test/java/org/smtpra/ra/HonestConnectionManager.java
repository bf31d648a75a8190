package org.smtpra.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A pool as application servers have one, in its simplest form: matches before it creates, cleans
 * up when a lease comes back, destroys on an error event. One thread at a time.
 */
final class HonestConnectionManager implements ConnectionManager, ConnectionEventListener {

  private static final long serialVersionUID = 1L;

  final transient List<ConnectionEvent> closed = new CopyOnWriteArrayList<>();
  final transient List<ConnectionEvent> errors = new CopyOnWriteArrayList<>();
  final transient Deque<SmtpManagedConnection> idle = new ConcurrentLinkedDeque<>();
  private final transient Set<ManagedConnection> leased = ConcurrentHashMap.newKeySet();
  private final int most;
  private transient @Nullable Subject subject;

  HonestConnectionManager(int most) {
    this.most = most;
  }

  /** From now on, container-managed sign-on hands this subject over. */
  void signOnAs(@Nullable Subject newSubject) {
    subject = newSubject;
  }

  @Override
  public Object allocateConnection(
      ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    ManagedConnection connection = idle.isEmpty() ? null : match(factory, request);
    if (connection == null) {
      if (leased.size() >= most) {
        throw new ResourceException("none of " + most + " is free", "SMTP-RA-POOL-EXHAUSTED");
      }
      connection = factory.createManagedConnection(subject, request);
      connection.addConnectionEventListener(this);
    }
    leased.add(connection);
    return connection.getConnection(subject, request);
  }

  private @Nullable ManagedConnection match(
      ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    ManagedConnection matched =
        factory.matchManagedConnections(new HashSet<>(idle), subject, request);
    if (matched != null) {
      idle.remove(matched);
    }
    return matched;
  }

  /** The pool entry that is leased; there must be exactly one. */
  SmtpManagedConnection onlyLeased() {
    if (leased.size() != 1) {
      throw new AssertionError("leased are " + leased.size());
    }
    return (SmtpManagedConnection) leased.iterator().next();
  }

  /** Destroys every pool entry, those that are leased too. */
  void flush() {
    idle.forEach(SmtpManagedConnection::destroy);
    idle.clear();
    leased.forEach(entry -> ((SmtpManagedConnection) entry).destroy());
    leased.clear();
  }

  @Override
  public void connectionClosed(ConnectionEvent event) {
    closed.add(event);
    SmtpManagedConnection connection = (SmtpManagedConnection) event.getSource();
    if (connection.isIdle() && leased.remove(connection)) {
      connection.cleanup();
      idle.addFirst(connection);
    }
  }

  @Override
  public void connectionErrorOccurred(ConnectionEvent event) {
    errors.add(event);
  }

  @Override
  public void localTransactionStarted(ConnectionEvent event) {
    throw new AssertionError("SMTP takes no part in transactions");
  }

  @Override
  public void localTransactionCommitted(ConnectionEvent event) {
    throw new AssertionError("SMTP takes no part in transactions");
  }

  @Override
  public void localTransactionRolledback(ConnectionEvent event) {
    throw new AssertionError("SMTP takes no part in transactions");
  }
}
