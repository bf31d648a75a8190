package org.smtpra.delivery;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;
import org.smtpra.event.SessionEnd;
import org.smtpra.host.HostPlace;
import org.smtpra.transport.Deadline;

/**
 * What others may do with a slot while no borrower has it: prove its session, end it, or move it to
 * a slot whose borrower it suits. A borrower who comes meanwhile waits for one probe at the most.
 * Thread safe.
 */
final class IdleSlot {

  private final SlotState state;
  private final SessionRules rules;

  IdleSlot(SlotState state, SessionRules rules) {
    this.state = state;
    this.rules = rules;
  }

  /** Tells whether a session is here that suits a borrower, as far as memory tells. */
  boolean suits(Optional<Credentials> borrower, boolean mayNeedProof) {
    PooledSession session = state.session();
    return session != null
        && !state.isLeased()
        && !state.turns().isClosed()
        && session.session().isUsable()
        && rules.suits(session.session(), borrower)
        && (mayNeedProof || !rules.needsProof(session.session()));
  }

  /**
   * Gives the session away if it suits a borrower elsewhere, and keeps the offered one in its
   * place; null if not.
   */
  @Nullable PooledSession exchange(
      @Nullable PooledSession offered, Optional<Credentials> borrower, boolean mayNeedProof) {
    if (!suits(borrower, mayNeedProof) || !state.beginTurnNow()) {
      return null;
    }
    try {
      PooledSession given = suits(borrower, mayNeedProof) ? state.take() : null;
      if (given != null && offered != null) {
        state.keep(offered);
      }
      return given;
    } finally {
      state.endTurn();
    }
  }

  /** Tells whether a session to such a host would be of use here. */
  boolean hasUseFor(int priority) {
    PooledSession mine = state.session();
    return !state.isLeased()
        && !state.turns().isClosed()
        && (mine == null || mine.place().host().priority() > priority);
  }

  /**
   * Tries a host whose pause is over, and keeps the session. It takes the place of one to a worse
   * tier, which ends before, so that there is never one too many. A borrower who comes meanwhile
   * calls it off.
   *
   * @return false if there was no such host, or no use for it here
   */
  boolean tryHost(SessionProvider provider, Deadline limit) {
    if (state.isLeased() || !state.beginTurnNow()) {
      return false;
    }
    try {
      state.mayBeCalledOff(true);
      if (state.isLeased()) {
        return false;
      }
      Optional<HostPlace> place = provider.halfOpen(host -> hasUseFor(host.priority()));
      if (place.isEmpty()) {
        return false;
      }
      PooledSession worse = state.session();
      if (worse != null) {
        state.end(worse, SessionEnd.FAILBACK);
      }
      provider.tryIt(place.get(), limit, state.opening()).ifPresent(state::keep);
      return true;
    } finally {
      state.mayBeCalledOff(false);
      state.endTurn();
    }
  }

  /** Ends the session, if nobody uses it; tells whether it did. */
  boolean retire() {
    AtomicBoolean ended = new AtomicBoolean();
    inTurn(
        session -> {
          state.end(session, SessionEnd.RETIRED);
          ended.set(true);
        });
    return ended.get();
  }

  /** Ends a session that nobody will use again; costs no round trip. */
  void look() {
    inTurn(
        session -> {
          Optional<SessionEnd> retired = rules.reasonToRetire(session);
          if (retired.isPresent()) {
            state.end(session, retired.get());
          } else if (!session.session().looksIdle()) {
            state.end(session, SessionEnd.STALE);
          }
        });
  }

  /** Tells whether the session has been silent for so long that it should be proven. */
  boolean needsProbe() {
    PooledSession session = state.session();
    return session != null
        && !state.isLeased()
        && rules.keepsAlive()
        && rules.needsProof(session.session());
  }

  /** Sends NOOP where that is due; a session that does not answer ends. */
  void probe() {
    inTurn(
        session -> {
          if (rules.needsProof(session.session())
              && !session.session().probe(SessionRules.PROBE_BUDGET)) {
            state.end(session, SessionEnd.PROBE_FAILED);
          }
        });
  }

  private void inTurn(Consumer<PooledSession> work) {
    if (state.isLeased() || !state.beginTurnNow()) {
      return;
    }
    try {
      PooledSession session = state.session();
      if (session != null && !state.isLeased()) {
        work.accept(session);
      }
    } finally {
      state.endTurn();
    }
  }
}
