package org.smtpra.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.config.Credentials;
import org.smtpra.config.SmtpProperty;
import org.smtpra.transport.Deadline;

/**
 * What an administrator configures, and what the server's pool asks for connections. Its
 * configuration freezes when the server first hashes it or makes a factory of it. Thread safe.
 */
public final class SmtpManagedConnectionFactory extends SmtpFactoryProperties
    implements ManagedConnectionFactory,
        ValidatingManagedConnectionFactory,
        ResourceAdapterAssociation {

  private static final long serialVersionUID = 1L;

  private final transient BorrowMarker marker = new BorrowMarker();
  private transient volatile @Nullable SmtpResourceAdapter adapter;
  private transient volatile @Nullable FactoryState state;
  private transient volatile @Nullable PrintWriter logWriter;

  /**
   * A configured factory, for use outside an application server.
   *
   * @param properties texts by property name; names that are no property are left out, so parse
   *     them first
   * @return a factory without a resource adapter
   */
  public static SmtpManagedConnectionFactory of(Map<String, String> properties) {
    SmtpManagedConnectionFactory factory = new SmtpManagedConnectionFactory();
    for (SmtpProperty property : SmtpProperty.values()) {
      factory.set(property, properties.get(property.propertyName()));
    }
    return factory;
  }

  /** Marks our own borrows on the current thread. */
  BorrowMarker marker() {
    return marker;
  }

  /** The state that all factories of this configuration share; made at the first call. */
  FactoryState state() throws ResourceException {
    FactoryState current = state;
    if (current == null || current.isStopped()) {
      SmtpResourceAdapter owner = adapter;
      current =
          owner == null ? AdapterStates.unmanaged(freeze()) : owner.states().stateFor(freeze());
      state = current;
    }
    return current;
  }

  /** Some servers show MicroProfile Config to the threads of applications only: asks once more. */
  private FactoryState completeState() throws ResourceException {
    if (!state().isComplete()) {
      state = null;
    }
    return state();
  }

  @Override
  public SmtpConnectionFactory createConnectionFactory(ConnectionManager manager)
      throws ResourceException {
    return new SmtpConnectionFactoryImpl(this, completeState(), manager);
  }

  @Override
  public Object createConnectionFactory() throws ResourceException {
    throw new NotSupportedException(
        "without an application server use SmtpPool of the module smtp-ra-standalone");
  }

  /**
   * Makes a pool entry. On our own borrow it opens nothing: our factory does, when the container
   * has let go of its pool. For the container's own fills and pings it opens a session and throws
   * where that fails, as for a database.
   */
  @Override
  public ManagedConnection createManagedConnection(
      @Nullable Subject subject, @Nullable ConnectionRequestInfo request) throws ResourceException {
    Optional<Credentials> borrower = BorrowerCredentials.of(subject, request, this);
    SmtpManagedConnection connection = new SmtpManagedConnection(this, state(), borrower);
    if (!marker.isOurs()) {
      openEagerly(connection);
    }
    return connection;
  }

  /**
   * Makes a pool entry without a session, for a pool of our own.
   *
   * @return one that opens its session when it is borrowed or {@linkplain
   *     SmtpManagedConnection#fill() filled}
   * @throws ResourceException if the adapter was stopped
   */
  public SmtpManagedConnection emptyConnection() throws ResourceException {
    return new SmtpManagedConnection(this, state(), Optional.empty());
  }

  private static void openEagerly(SmtpManagedConnection connection) throws ResourceException {
    boolean ready = false;
    LoaderOfThread entered = LoaderOfThread.ours();
    try {
      connection.fill();
      ready = true;
    } finally {
      entered.leave();
      if (!ready) {
        connection.destroy();
      }
    }
  }

  /** Never null while there is a live candidate: its session is replaced in place if need be. */
  @Override
  @SuppressWarnings("rawtypes") // the specification's signature
  public @Nullable ManagedConnection matchManagedConnections(
      Set candidates, @Nullable Subject subject, @Nullable ConnectionRequestInfo request)
      throws ResourceException {
    Optional<Credentials> borrower = BorrowerCredentials.of(subject, request, this);
    SmtpManagedConnection usable = null;
    for (Object candidate : candidates) {
      if (candidate instanceof SmtpManagedConnection mine && isUsable(mine)) {
        if (mine.slot().hasSessionFor(borrower)) {
          return mine;
        }
        usable = usable == null ? mine : usable;
      }
    }
    return usable;
  }

  private boolean isUsable(SmtpManagedConnection candidate) throws ResourceException {
    return !candidate.slot().isDestroyed() && candidate.state() == state();
  }

  /**
   * On our own borrow only memory is asked: the session is proven in our factory. A container that
   * validates in the background, or tests from its console, gets a NOOP or a new session.
   */
  @Override
  @SuppressWarnings("rawtypes") // the specification's signature
  public Set getInvalidConnections(Set connections) throws ResourceException {
    Set<Object> invalid = new HashSet<>();
    for (Object candidate : connections) {
      if (candidate instanceof SmtpManagedConnection mine && !isValid(mine)) {
        invalid.add(mine);
      }
    }
    return invalid;
  }

  private boolean isValid(SmtpManagedConnection connection) throws ResourceException {
    if (connection.slot().isDestroyed()) {
      return false;
    }
    if (marker.isOurs() || !connection.isIdle()) {
      return true;
    }
    Deadline limit = Deadline.never(state().nanoTime());
    LoaderOfThread entered = LoaderOfThread.ours();
    try {
      return connection.slot().validate(connection.borrower(), limit);
    } finally {
      entered.leave();
    }
  }

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter newAdapter) throws ResourceException {
    if (!(newAdapter instanceof SmtpResourceAdapter mine)) {
      throw new ResourceException(newAdapter + " is not the resource adapter of smtp-ra");
    }
    adapter = mine;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SmtpManagedConnectionFactory that
            && Objects.equals(adapter, that.adapter)
            && freeze().equals(that.freeze()));
  }

  @Override
  public int hashCode() {
    return freeze().hashCode();
  }

  /** Shows no secret, and unlike the inherited one does not hash, so does not freeze. */
  @Override
  public String toString() {
    String hosts = text(SmtpProperty.HOSTS).isEmpty() ? getHost() : "several hosts";
    return "SMTP connection factory for " + (hosts.isEmpty() ? "no host yet" : hosts);
  }

  private Object readResolve() {
    SmtpManagedConnectionFactory copy = new SmtpManagedConnectionFactory();
    copy.copyFrom(this);
    return copy;
  }
}
