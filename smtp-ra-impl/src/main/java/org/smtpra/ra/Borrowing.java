package org.smtpra.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.delivery.Followers;
import org.smtpra.delivery.PreparedMessage;
import org.smtpra.delivery.SendAttempt;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * Takes leases from the container. The wait for a host comes first, while no lease is held; the
 * session is made ready after the container has let go of its pool. Where the last host went away
 * in between, the lease is given back and the wait goes on; a lease that the container takes back
 * before anything was sent over it, as at a flush of its pool, is replaced. Thread safe.
 */
final class Borrowing {

  /** A pool that is flushed again and again must not hold a caller for ever. */
  private static final int MOST_LEASES = 8;

  private final SmtpManagedConnectionFactory factory;
  private final FactoryState state;
  private final ConnectionManager manager;

  Borrowing(SmtpManagedConnectionFactory factory, FactoryState state, ConnectionManager manager) {
    this.factory = factory;
    this.state = state;
    this.manager = manager;
  }

  /** A lease with a session that is ready. */
  SmtpConnectionImpl ready(@Nullable SmtpConnectionRequestInfo request, Deadline limit)
      throws SmtpFailure {
    return borrow(
        request,
        limit,
        handle -> {
          boolean ready = false;
          try {
            handle.unwrapped().makeReady(limit);
            ready = true;
            return handle;
          } finally {
            if (!ready) {
              handle.close();
            }
          }
        });
  }

  /** Sends a message, once, over a lease of its own. */
  SendAttempt.Sent send(PreparedMessage message) throws SmtpFailure {
    return borrow(
        null,
        message.limit(),
        handle -> {
          try (handle) {
            return handle.unwrapped().attempt(message, Followers.none());
          }
        });
  }

  /** Takes leases until one can be used; the use gives it back, or keeps it. */
  <T> T borrow(@Nullable SmtpConnectionRequestInfo request, Deadline limit, Use<T> use)
      throws SmtpFailure {
    Deadline patience = state.admission().patience(limit);
    Optional<Credentials> borrower =
        Optional.ofNullable(request).map(SmtpConnectionRequestInfo::credentials);
    int taken = 1;
    while (true) {
      long began = state.nanoTime().getAsLong();
      state.admission().await(borrower, patience);
      SmtpConnectionImpl handle = allocate(request, limit);
      state.events().leaseAwaited(Duration.ofNanos(state.nanoTime().getAsLong() - began));
      try {
        return use.with(handle);
      } catch (SmtpFailure e) {
        if (isTakenBack(e) && taken < MOST_LEASES) {
          taken++;
        } else if (isWithoutHost(e) && !patience.hasPassed()) {
          state.admission().awaitChange(patience);
        } else {
          throw e;
        }
      }
    }
  }

  /** Tells whether another lease, perhaps after a wait, may do what failed with this one. */
  boolean isAboutTheLease(SmtpFailure failure) {
    return isTakenBack(failure) || isWithoutHost(failure);
  }

  private boolean isTakenBack(SmtpFailure failure) {
    return failure.classification().reason() == SmtpFailureReason.SHUTDOWN
        && failure.classification().stage() == SmtpSendStage.ACQUIRE
        && !state.isStopped();
  }

  private static boolean isWithoutHost(SmtpFailure failure) {
    return failure.classification().reason() == SmtpFailureReason.NO_HOST_AVAILABLE;
  }

  private SmtpConnectionImpl allocate(@Nullable SmtpConnectionRequestInfo request, Deadline limit)
      throws SmtpFailure {
    state.leases().reportOverdue();
    factory.marker().begin(request);
    try {
      Object handle =
          manager instanceof PatientConnectionManager patient
              ? patient.allocateConnection(factory, request, remaining(limit))
              : manager.allocateConnection(factory, request);
      return (SmtpConnectionImpl) handle;
    } catch (ResourceException | RuntimeException e) {
      giveBackWhatIsNotHandedOut();
      SmtpFailure failure = AllocationFailure.of(e, state.leases());
      state.events().leaseRefused(failure.classification());
      throw failure;
    } finally {
      factory.marker().end();
    }
  }

  /**
   * A container that fails behind its own pool may leave the entry leased for ever: TomEE does,
   * when a JTA transaction that has just ended is still on the thread. The handle is closed on
   * another thread, which has no transaction.
   */
  private void giveBackWhatIsNotHandedOut() {
    SmtpConnectionImpl handle = factory.marker().made();
    if (handle != null) {
      state.workers().execute(handle::close);
    }
  }

  private static Duration remaining(Deadline limit) {
    return Duration.ofNanos(Math.max(0, limit.remainingNanos()));
  }

  /** What is done with a lease. */
  interface Use<T> {
    T with(SmtpConnectionImpl handle) throws SmtpFailure;
  }
}
