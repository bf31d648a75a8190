package org.smtpra.delivery;

import java.util.Optional;
import java.util.Set;
import org.smtpra.config.Credentials;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.SmtpSession;
import org.smtpra.transport.Deadline;

/**
 * What one entry of the server's pool holds: at most one session, replaced in place when it cannot
 * serve the next borrower. While the slot is idle its session may move to another one. Thread safe:
 * work runs one after another; {@link #abandon} and {@link #destroy} take no lock and never wait.
 */
public final class SessionSlot {

  private final SlotRegistry registry;
  private final SlotState state;
  private final SessionFinder finder;
  private final SessionRules rules;
  private final IdleSlot idle;

  SessionSlot(SlotRegistry registry, SessionProvider provider, SessionRules rules) {
    this.registry = registry;
    this.rules = rules;
    this.state = new SlotState(registry.events(), registry::turnEnded);
    this.finder = new SessionFinder(state, registry, provider, rules);
    this.idle = new IdleSlot(state, rules);
  }

  /** A borrower has the slot: its session stays where it is until {@link #returned}. */
  public void leased() {
    state.setLeased(true);
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

  /**
   * Opens a session of its own where there is none and nobody uses the slot, for a pool that fills
   * itself: one that idles elsewhere would not make the pool any fuller.
   *
   * @param borrower the credentials that the container gave
   * @param limit by when it must stand
   * @throws SmtpFailure if no session can be had
   */
  public void fill(Optional<Credentials> borrower, Deadline limit) throws SmtpFailure {
    if (!state.beginTurnNow()) {
      return;
    }
    try {
      if (state.session() == null) {
        finder.open(borrower, limit, Set.of());
      }
    } finally {
      state.endTurn();
    }
  }

  <T> T use(Optional<Credentials> borrower, Deadline limit, SessionWork<T> work)
      throws SmtpFailure {
    state.beginTurn(limit);
    try {
      return new SlotUse<T>(finder, borrower, limit).run(work);
    } finally {
      state.endTurn();
    }
  }

  /** Tells whether the borrower's session may carry another message behind the one under way. */
  boolean mayCarryAnother(PooledSession session, Optional<Credentials> borrower) {
    return !isDestroyed() && rules.mayCarryAnother(session, borrower);
  }

  /** A lease has come back: a session that is out of step is not kept for the next borrower. */
  public void returned() {
    PooledSession current = state.session();
    if (current != null && state.beginTurnNow()) {
      try {
        if (!current.session().looksIdle()) {
          state.end(current, current.session().strayedBy());
        }
      } finally {
        state.endTurn();
      }
    }
    state.setLeased(false);
    registry.becameIdle();
  }

  /**
   * Proves that a session is alive, or opens one where there is none.
   *
   * @param borrower as whom to open one
   * @param limit by when
   * @return false if there is no session and none can be opened
   */
  public boolean validate(Optional<Credentials> borrower, Deadline limit) {
    if (!state.beginTurnNow()) {
      return true;
    }
    try {
      PooledSession current = state.session();
      if (current != null
          && current.session().looksIdle()
          && current.session().probe(SessionRules.PROBE_BUDGET)) {
        return true;
      }
      if (current != null) {
        state.end(current, SessionEnd.PROBE_FAILED);
      }
      finder.open(borrower, limit, Set.of());
      return true;
    } catch (SmtpFailure e) {
      return false;
    } finally {
      state.endTurn();
    }
  }

  /** What may be done with the slot while no borrower has it. */
  IdleSlot idle() {
    return idle;
  }

  /**
   * Tells whether a session for these credentials is there.
   *
   * @param borrower the credentials given for a lease
   * @return true if no new session is needed, as far as memory tells
   */
  public boolean hasSessionFor(Optional<Credentials> borrower) {
    return session()
        .filter(session -> session.isUsable() && rules.suits(session, borrower))
        .isPresent();
  }

  /** The session, for those who describe the slot; nothing where it has none. */
  public Optional<SmtpSession> session() {
    return Optional.ofNullable(state.session()).map(PooledSession::session);
  }

  /** The session as those see it who watch the pool; nothing where there is none. */
  Optional<SessionCondition> condition() {
    return session().map(session -> SessionCondition.of(session, state.isLeased()));
  }

  /** Tells whether the slot may be used. */
  public boolean isDestroyed() {
    return state.turns().isClosed();
  }

  boolean isRunning() {
    return state.turns().isRunning();
  }

  /**
   * Ends the send that is running, by its stage; does nothing where none is.
   *
   * @param cause what it reports if it had not crossed the boundary
   */
  public void endRunning(FailureCause cause) {
    if (state.endRunning(cause)) {
      registry.becameIdle();
    }
  }

  /**
   * Takes the slot back from everyone who borrowed it or waits for it. The send that is running
   * ends by its stage; one that has no session yet gets none. Who looks at the idle session, to
   * prove it or to use it elsewhere, goes on: the container cleans up behind every return.
   */
  public void abandon() {
    state.turns().takeBack();
    if (state.isBorrowersTurn()) {
      endRunning(FailureCause.SHUTDOWN);
    }
    state.setLeased(false);
  }

  /**
   * Ends the slot for ever, from any thread, without waiting. Where somebody is there to end it
   * later, a send that is running may finish within the grace period.
   */
  public void destroy() {
    state.turns().close();
    if (!registry.letsFinish(this)) {
      destroyNow();
    }
  }

  /** Ends the session over which nothing is running, if there is one. */
  void endIdle() {
    PooledSession current = state.session();
    if (current != null && state.beginTurnNow()) {
      try {
        state.end(current, SessionEnd.DESTROYED);
      } finally {
        state.endTurn();
      }
    }
  }

  void destroyNow() {
    state.turns().close();
    state.turns().takeBack();
    endRunning(FailureCause.SHUTDOWN);
    state.setLeased(false);
    PooledSession current = state.session();
    if (current != null) {
      state.end(current, SessionEnd.DESTROYED);
    }
  }
}
