package org.smtpra.delivery;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;
import org.smtpra.event.SessionEnd;

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

  /**
   * Takes a new session over if the slot has none, or one of a worse tier, which then ends.
   *
   * @return false if the slot has no use for it
   */
  boolean accept(PooledSession offered) {
    if (state.isLeased() || state.turns().isClosed() || !state.beginTurnNow()) {
      return false;
    }
    try {
      PooledSession mine = state.session();
      if (mine != null) {
        if (mine.place().host().priority() <= offered.place().host().priority()) {
          return false;
        }
        state.end(mine, SessionEnd.FAILBACK);
      }
      state.keep(offered);
      return true;
    } finally {
      state.endTurn();
    }
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
