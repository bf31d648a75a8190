package org.smtpra.standalone;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ResourceAllocationException;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.PoolLimits;
import org.smtpra.ra.SmtpManagedConnection;
import org.smtpra.ra.SmtpManagedConnectionFactory;

/**
 * The pool's entries, leased or idle. An idle one has a session or none, and a session may be on
 * its way to it; who leases it meanwhile waits for that as for his own. Nothing is opened, proven
 * or closed while the lock is held. Thread safe.
 *
 * <p>There are never more entries than {@code maxPoolSize}, as long as no more callers than that
 * are between {@link #lease} and {@link #giveBack}.
 */
final class PooledConnections {

  private final SmtpManagedConnectionFactory factory;
  private final PoolLimits limits;
  private final ConnectionEventListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<SmtpManagedConnection> leased = new HashSet<>();
  private final Deque<SmtpManagedConnection> idle = new ArrayDeque<>(); // the last used one first
  private @Nullable SmtpManagedConnection warming; // one of the idle ones
  private boolean closed;

  PooledConnections(
      SmtpManagedConnectionFactory factory, PoolLimits limits, ConnectionEventListener listener) {
    this.factory = factory;
    this.limits = limits;
    this.listener = listener;
  }

  /** An entry for a caller, at best with a session for his credentials. */
  SmtpManagedConnection lease(@Nullable ConnectionRequestInfo request) throws ResourceException {
    lock.lock();
    try {
      if (closed) {
        throw closed();
      }
      SmtpManagedConnection chosen = chooseIdle(request);
      if (chosen == null) {
        // With all entries made, and no more callers than entries, one is idle.
        chosen = isFull() ? idle.getLast() : create();
      }
      idle.remove(chosen);
      leased.add(chosen);
      return chosen;
    } finally {
      lock.unlock();
    }
  }

  static ResourceException closed() {
    return new ResourceAllocationException("the pool is closed", "SMTP-RA-SHUTDOWN");
  }

  private @Nullable SmtpManagedConnection chooseIdle(@Nullable ConnectionRequestInfo request)
      throws ResourceException {
    return (SmtpManagedConnection) factory.matchManagedConnections(new Candidates(), null, request);
  }

  /** The idle ones, save the one that is warmed up; seen under the lock only, never copied. */
  private final class Candidates extends AbstractSet<SmtpManagedConnection> {

    @Override
    public Iterator<SmtpManagedConnection> iterator() {
      return all().iterator();
    }

    @Override
    public int size() {
      return (int) all().count();
    }

    private Stream<SmtpManagedConnection> all() {
      return idle.stream().filter(connection -> connection != warming);
    }
  }

  private SmtpManagedConnection create() throws ResourceException {
    SmtpManagedConnection connection = factory.emptyConnection();
    connection.addConnectionEventListener(listener);
    return connection;
  }

  private boolean isFull() {
    return leased.size() + idle.size() >= limits.maxPoolSize();
  }

  /** True the first time for each lease, while the pool is open. */
  boolean giveBack(SmtpManagedConnection connection) {
    connection.cleanup();
    lock.lock();
    try {
      if (!leased.remove(connection)) {
        return false;
      }
      idle.addFirst(connection);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether fewer entries than {@code minPoolSize} are leased or have a session. */
  boolean lacksSessions() {
    lock.lock();
    try {
      long warm = idle.stream().filter(SmtpManagedConnection::hasSession).count();
      return !closed && leased.size() + warm < limits.minPoolSize();
    } finally {
      lock.unlock();
    }
  }

  /**
   * While {@link #lacksSessions}, an idle entry to open a session for; {@link #warmedUp} must
   * follow.
   */
  Optional<SmtpManagedConnection> nextToWarmUp() throws ResourceException {
    lock.lock();
    try {
      if (!lacksSessions()) {
        return Optional.empty();
      }
      SmtpManagedConnection cold = coldOrNew();
      warming = cold;
      return Optional.of(cold);
    } finally {
      lock.unlock();
    }
  }

  private SmtpManagedConnection coldOrNew() throws ResourceException {
    for (SmtpManagedConnection connection : idle) {
      if (!connection.hasSession()) {
        return connection;
      }
    }
    SmtpManagedConnection created = create();
    idle.addLast(created);
    return created;
  }

  /** The entry has its session, or gets none. */
  void warmedUp() {
    lock.lock();
    try {
      warming = null;
    } finally {
      lock.unlock();
    }
  }

  /** The numbers for an administrator. */
  String describe() {
    lock.lock();
    try {
      return leased.size() + " in use, " + idle.size() + " idle, at most " + limits.maxPoolSize();
    } finally {
      lock.unlock();
    }
  }

  /** Gives nothing out any more and destroys everything; sends that are running may finish. */
  void close() {
    List<SmtpManagedConnection> all = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      all.addAll(idle);
      all.addAll(leased);
      idle.clear();
      leased.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(SmtpManagedConnection::destroy);
  }
}
