package org.smtpra.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.event.SessionEnd;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.SmtpSession;
import org.smtpra.transport.Deadline;

/**
 * What one entry of the server's pool holds: at most one session, replaced in place when it cannot
 * serve the next borrower. Thread safe: work runs one after another; {@link #abandon} and {@link
 * #destroy} take no lock and never wait.
 */
public final class SessionSlot {

  private final SessionProvider provider;
  private final SessionRules rules;
  private final SmtpEventListener events;
  private final ReentrantLock working = new ReentrantLock(true);
  private final AtomicReference<@Nullable SmtpSession> session = new AtomicReference<>();
  private Optional<Duration> retirement = Optional.empty();
  private final AtomicInteger abandonments = new AtomicInteger();

  /** The number of abandonments when the running work began; guarded by the lock. */
  private int turn;

  private volatile boolean destroyed;

  SessionSlot(SessionProvider provider, SessionRules rules, SmtpEventListener events) {
    this.provider = provider;
    this.rules = rules;
    this.events = events;
  }

  /**
   * Makes a session ready for a borrower: keeps, replaces or opens one.
   *
   * @param borrower the credentials given for this lease
   * @param limit by when it must stand
   * @throws SmtpFailure if no session can be had
   */
  public void makeReady(Optional<Credentials> borrower, Deadline limit) throws SmtpFailure {
    use(borrower, limit, ready -> ready);
  }

  <T> T use(Optional<Credentials> borrower, Deadline limit, SessionWork<T> work)
      throws SmtpFailure {
    int before = abandonments.get();
    lock(limit);
    turn = before;
    try {
      return new SlotUse<T>(this, borrower, limit).run(work);
    } finally {
      dropIfBroken();
      working.unlock();
    }
  }

  private void lock(Deadline limit) throws SmtpFailure {
    try {
      if (!working.tryLock(limit.remainingNanos(), TimeUnit.NANOSECONDS)) {
        throw failure(FailureCause.TIMEOUT, "the deadline passed while the session was in use");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(FailureCause.CANCELLED, "interrupted while the session was in use");
    }
  }

  private static SmtpFailure failure(FailureCause cause, String text) {
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.ACQUIRE, cause), null);
  }

  /** The session as it was left; null for none. */
  @Nullable SmtpSession current() {
    return session.get();
  }

  /** Tells whether a host is left besides these. */
  boolean hasOtherHost(Set<String> excluded) {
    return provider.hasOther(excluded);
  }

  /** The session for this borrower; only while the lock is held. */
  SmtpSession ready(Optional<Credentials> borrower, Deadline limit) throws SmtpFailure {
    failIfTakenBack();
    SmtpSession current = session.get();
    if (current != null) {
      Optional<SessionEnd> why = rules.reasonToReplace(current, retirement, borrower);
      if (why.isEmpty()) {
        failIfTakenBack();
        return current;
      }
      end(current, why.get());
    }
    return open(borrower, limit, Set.of());
  }

  /** A new session to a host that is not excluded; only while the lock is held. */
  SmtpSession open(Optional<Credentials> borrower, Deadline limit, Set<String> excluded)
      throws SmtpFailure {
    failIfTakenBack();
    SmtpSession opened = provider.open(borrower, limit, excluded);
    retirement = rules.retirementAge();
    session.set(opened);
    if (destroyed) {
      end(opened, SessionEnd.DESTROYED);
    }
    failIfTakenBack();
    return opened;
  }

  /** While a session is opened there is none that {@link #abandon} could end. */
  private void failIfTakenBack() throws SmtpFailure {
    if (destroyed) {
      throw failure(
          FailureCause.SHUTDOWN, "the application server has destroyed this pooled connection");
    }
    if (abandonments.get() != turn) {
      throw failure(FailureCause.SHUTDOWN, "the application server took the lease back");
    }
  }

  private void dropIfBroken() {
    SmtpSession current = session.get();
    if (current != null && !current.isUsable()) {
      end(current, destroyed ? SessionEnd.DESTROYED : SessionEnd.BROKEN);
    }
  }

  /** Ends a session once, whoever comes first. */
  void end(SmtpSession ended, SessionEnd why) {
    if (session.compareAndSet(ended, null)) {
      ended.close();
      events.sessionClosed(ended.endpointKey(), why);
    }
  }

  /** A lease has come back: a session that is out of step is not kept for the next borrower. */
  public void returned() {
    SmtpSession current = session.get();
    if (current != null && working.tryLock()) {
      try {
        if (!current.looksIdle()) {
          end(current, SessionEnd.STALE);
        }
      } finally {
        working.unlock();
      }
    }
  }

  /**
   * Proves that a session is alive, or opens one where there is none.
   *
   * @param borrower as whom to open one
   * @param limit by when
   * @return false if there is no session and none can be opened
   */
  public boolean validate(Optional<Credentials> borrower, Deadline limit) {
    if (!working.tryLock()) {
      return true;
    }
    turn = abandonments.get();
    try {
      SmtpSession current = session.get();
      if (current != null && current.looksIdle() && current.probe(SessionRules.PROBE_BUDGET)) {
        return true;
      }
      if (current != null) {
        end(current, SessionEnd.PROBE_FAILED);
      }
      open(borrower, limit, Set.of());
      return true;
    } catch (SmtpFailure e) {
      return false;
    } finally {
      working.unlock();
    }
  }

  /**
   * Tells whether a session for these credentials is there.
   *
   * @param borrower the credentials given for a lease
   * @return true if no new session is needed, as far as memory tells
   */
  public boolean hasSessionFor(Optional<Credentials> borrower) {
    SmtpSession current = session.get();
    return current != null
        && current.isUsable()
        && current.credentials().equals(provider.credentials(current.host(), borrower));
  }

  /** The host of the session, or an empty text. */
  public String endpointKey() {
    SmtpSession current = session.get();
    return current == null ? "" : current.endpointKey();
  }

  /** The user of the session, or an empty text. */
  public String userName() {
    SmtpSession current = session.get();
    return current == null ? "" : current.credentials().map(Credentials::userName).orElse("");
  }

  /** Tells whether the slot may be used. */
  public boolean isDestroyed() {
    return destroyed;
  }

  /**
   * Ends the send that is running, by its stage; does nothing where none is.
   *
   * @param cause what it reports if it had not crossed the boundary
   */
  public void endRunning(FailureCause cause) {
    SmtpSession current = session.get();
    if (current != null && working.isLocked()) {
      current.abort(cause);
    }
  }

  /**
   * Takes the slot back from everyone who uses it or waits for it. The send that is running ends by
   * its stage; one that has no session yet gets none.
   */
  public void abandon() {
    abandonments.incrementAndGet();
    endRunning(FailureCause.SHUTDOWN);
  }

  /** Ends the slot for ever, from any thread, without waiting. */
  public void destroy() {
    destroyed = true;
    abandon();
    SmtpSession current = session.get();
    if (current != null) {
      end(current, SessionEnd.DESTROYED);
    }
  }
}
