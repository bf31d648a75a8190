package org.smtpra.delivery;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * Finds the session for a slot's borrower: the slot's own, one that idles in another slot, or a new
 * one. Used in the slot's turn only.
 */
final class SessionFinder {

  private final SlotState state;
  private final SlotRegistry registry;
  private final SessionProvider provider;
  private final SessionRules rules;
  private boolean openedIt; // guarded by the turn

  SessionFinder(
      SlotState state, SlotRegistry registry, SessionProvider provider, SessionRules rules) {
    this.state = state;
    this.registry = registry;
    this.provider = provider;
    this.rules = rules;
  }

  /** Tells whether the session that was found last is new, so that it cannot have gone stale. */
  boolean hasOpenedIt() {
    return openedIt;
  }

  PooledSession find(Optional<Credentials> borrower, Deadline limit, SessionWork<?> work)
      throws SmtpFailure {
    state.turns().failIfTakenBack();
    openedIt = false;
    PooledSession own = state.session();
    if (own != null && work.isAwaitedBy(own.session())) {
      return own;
    }
    boolean mayNeedProof = true;
    PooledSession candidate = ownOrIdle(borrower, mayNeedProof);
    while (candidate != null) {
      Optional<SessionEnd> why = rules.reasonToReplace(candidate, borrower);
      state.turns().failIfTakenBack();
      if (why.isEmpty()) {
        return candidate;
      }
      state.end(candidate, why.get());
      // A host that has vanished costs the wait for one probe, not one for each idle session.
      mayNeedProof &= why.get() != SessionEnd.PROBE_FAILED;
      candidate = ownOrIdle(borrower, mayNeedProof);
    }
    return open(borrower, limit, Set.of());
  }

  private @Nullable PooledSession ownOrIdle(Optional<Credentials> borrower, boolean mayNeedProof)
      throws SmtpFailure {
    PooledSession own = state.session();
    if (own != null && rules.suits(own.session(), borrower)) {
      return own;
    }
    PooledSession offered = state.take();
    PooledSession found = registry.exchange(offered, borrower, mayNeedProof);
    PooledSession kept = found == null ? offered : found;
    if (kept != null) {
      keep(kept);
    }
    return kept;
  }

  /** A new session to a host that is not excluded. */
  PooledSession open(Optional<Credentials> borrower, Deadline limit, Set<String> excluded)
      throws SmtpFailure {
    state.turns().failIfTakenBack();
    PooledSession opened = provider.open(borrower, limit, excluded, state.opening());
    openedIt = true;
    keep(opened);
    return opened;
  }

  private void keep(PooledSession session) throws SmtpFailure {
    state.keep(session);
    state.turns().failIfTakenBack();
  }

  void end(PooledSession session, SessionEnd why) {
    state.end(session, why);
  }

  /** Tells whether a host is left besides these. */
  boolean hasOtherHost(Set<String> excluded) {
    return provider.hasOther(excluded);
  }
}
