package org.smtpra.delivery;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;
import org.smtpra.event.SessionEnd;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.Opening;
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
  private final SlotTurns turns = new SlotTurns();
  private final AtomicReference<@Nullable SmtpSession> session = new AtomicReference<>();

  /** Calls off what the running turn opens; null where no turn runs. */
  private final AtomicReference<@Nullable Opening> opening = new AtomicReference<>();

  private Optional<Duration> retirement = Optional.empty();

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
    turns.begin(limit);
    opening.set(new Opening());
    try {
      return new SlotUse<T>(this, borrower, limit).run(work);
    } finally {
      opening.set(null);
      dropIfBroken();
      turns.end();
    }
  }

  /** The session as it was left; null for none. */
  @Nullable SmtpSession current() {
    return session.get();
  }

  /** Tells whether a host is left besides these. */
  boolean hasOtherHost(Set<String> excluded) {
    return provider.hasOther(excluded);
  }

  /** The session for this borrower; only in a turn. */
  SmtpSession ready(Optional<Credentials> borrower, Deadline limit) throws SmtpFailure {
    turns.failIfTakenBack();
    SmtpSession current = session.get();
    if (current != null) {
      Optional<SessionEnd> why = rules.reasonToReplace(current, retirement, borrower);
      if (why.isEmpty()) {
        turns.failIfTakenBack();
        return current;
      }
      end(current, why.get());
    }
    return open(borrower, limit, Set.of());
  }

  /** A new session to a host that is not excluded; only in a turn. */
  SmtpSession open(Optional<Credentials> borrower, Deadline limit, Set<String> excluded)
      throws SmtpFailure {
    turns.failIfTakenBack();
    Opening now = Objects.requireNonNull(opening.get(), "no turn is running");
    SmtpSession opened = provider.open(borrower, limit, excluded, now);
    retirement = rules.retirementAge();
    session.set(opened);
    if (turns.isClosed()) {
      end(opened, SessionEnd.DESTROYED);
    }
    turns.failIfTakenBack();
    return opened;
  }

  private void dropIfBroken() {
    SmtpSession current = session.get();
    if (current != null && !current.isUsable()) {
      end(current, turns.isClosed() ? SessionEnd.DESTROYED : SessionEnd.BROKEN);
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
    if (current != null && turns.beginNow()) {
      try {
        if (!current.looksIdle()) {
          end(current, SessionEnd.STALE);
        }
      } finally {
        turns.end();
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
    if (!turns.beginNow()) {
      return true;
    }
    opening.set(new Opening());
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
      opening.set(null);
      turns.end();
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
    return turns.isClosed();
  }

  /**
   * Ends the send that is running, by its stage, also while its session is being opened; does
   * nothing where none is.
   *
   * @param cause what it reports if it had not crossed the boundary
   */
  public void endRunning(FailureCause cause) {
    Opening begun = opening.get();
    if (begun != null) {
      begun.abort(cause);
    }
    SmtpSession current = session.get();
    if (current != null && turns.isRunning()) {
      current.abort(cause);
    }
  }

  /**
   * Takes the slot back from everyone who uses it or waits for it. The send that is running ends by
   * its stage; one that has no session yet gets none.
   */
  public void abandon() {
    turns.takeBack();
    endRunning(FailureCause.SHUTDOWN);
  }

  /** Ends the slot for ever, from any thread, without waiting. */
  public void destroy() {
    turns.close();
    abandon();
    SmtpSession current = session.get();
    if (current != null) {
      end(current, SessionEnd.DESTROYED);
    }
  }
}
