package org.smtpra.ra;

import jakarta.mail.internet.MimeMessage;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.delivery.Batch;
import org.smtpra.delivery.BatchLease;
import org.smtpra.delivery.BatchRun;
import org.smtpra.delivery.Followers;
import org.smtpra.delivery.PreparedMessage;
import org.smtpra.delivery.SendAttempt;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.SmtpSession;
import org.smtpra.transport.Deadline;

/**
 * One lease. Public with a public {@link #close()}, because WildFly closes forgotten handles by
 * reflection. Not final, because TomEE hands out an instance of a subclass that it makes: no
 * constructor has run for it, and it passes on the public methods only. So what is not public is
 * called on what {@link #unwrapped()} gives, and nowhere else.
 */
public class SmtpConnectionImpl implements SmtpConnection {

  /** Empty once the container has taken the lease back. */
  private final AtomicReference<@Nullable SmtpManagedConnection> owner;

  private final FactoryState state;
  private final Optional<Credentials> borrower;
  private final LeaseRegistry.Lease lease;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicInteger sending = new AtomicInteger();

  SmtpConnectionImpl(SmtpManagedConnection owner, Optional<Credentials> borrower) {
    this.owner = new AtomicReference<>(owner);
    this.state = owner.state();
    this.borrower = borrower;
    this.lease = state.leases().taken(this::currentEndpoint);
  }

  /** The lease itself, where a container has put a subclass of its own before it. */
  public SmtpConnectionImpl unwrapped() {
    return this;
  }

  private String currentEndpoint() {
    SmtpManagedConnection current = owner.get();
    return current == null ? "" : current.slot().session().map(SmtpSession::endpointKey).orElse("");
  }

  /** Opens or replaces the session, now that the container has handed the lease out. */
  void makeReady(Deadline limit) throws SmtpFailure {
    owner().slot().makeReady(borrower, limit);
  }

  private SmtpManagedConnection owner() throws SmtpFailure {
    SmtpManagedConnection current = owner.get();
    if (current == null && closed.get()) {
      throw new SmtpFailure(
          "the lease was closed in the midst of a batch",
          FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.CANCELLED),
          null);
    }
    if (current == null) {
      throw new SmtpFailure(
          "the application server took this lease back, as it does when it redeploys or flushes its"
              + " pool",
          FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.SHUTDOWN),
          null);
    }
    return current;
  }

  @Override
  public SmtpSendResult send(MimeMessage message) throws SmtpSendFailedException {
    return send(message, SmtpSendOptions.defaults());
  }

  @Override
  public SmtpSendResult send(MimeMessage message, SmtpSendOptions options)
      throws SmtpSendFailedException {
    failIfClosed();
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(options, "options");
    return state
        .dispatch()
        .sendOnce(state.sender().prepare(message, options), m -> attempt(m, Followers.none()));
  }

  @Override
  public List<SmtpSendOutcome> sendAll(
      Collection<? extends MimeMessage> messages, SmtpBatchOptions options) {
    failIfClosed();
    Objects.requireNonNull(options, "options");
    Batch batch = new Batch(BatchMessages.copy(messages), options, state.sender());
    BatchRun.once(batch, state.dispatch(), new Held()).run();
    return batch.outcomes();
  }

  /** This lease, which its caller goes on holding. */
  private final class Held implements BatchLease {

    @Override
    public SendAttempt.Sent send(PreparedMessage message, Followers behind) throws SmtpFailure {
      return attempt(message, behind);
    }

    @Override
    public void giveBack() {
      // That is for the caller to do.
    }
  }

  /**
   * Sends once, in the lease's session; {@code behind} is what will be sent in the same way next.
   */
  SendAttempt.Sent attempt(PreparedMessage prepared, Followers behind) throws SmtpFailure {
    SmtpManagedConnection current = owner();
    sending.incrementAndGet();
    try {
      return state.sender().attempt(prepared, behind, current.slot(), borrower);
    } finally {
      sending.decrementAndGet();
    }
  }

  @Override
  public String endpointKey() {
    failIfClosed();
    return currentEndpoint();
  }

  private void failIfClosed() {
    if (closed.get()) {
      throw new IllegalStateException(
          "this SmtpConnection is closed: take a new one with SmtpConnectionFactory.getConnection()");
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      state.leases().returned(lease);
      SmtpManagedConnection current = owner.getAndSet(null);
      if (current != null) {
        if (sending.get() > 0) {
          current.slot().endRunning(FailureCause.CANCELLED);
        }
        current.closed(this);
      }
    } else {
      state.events().leaseReturnIgnored();
    }
  }

  /** The container takes the lease back; a later send says so. */
  void invalidate() {
    if (owner.getAndSet(null) != null) {
      state.leases().returned(lease);
    }
  }

  /** The container gives the lease another pool entry, or gives it back. */
  @Nullable SmtpManagedConnection moveTo(SmtpManagedConnection newOwner) {
    state.leases().renewed(lease);
    return owner.getAndSet(newOwner);
  }

  boolean isClosed() {
    return closed.get();
  }

  /** As whom this lease was taken. */
  Optional<Credentials> borrower() {
    return borrower;
  }
}
