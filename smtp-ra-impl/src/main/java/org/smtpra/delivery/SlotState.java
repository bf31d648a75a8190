package org.smtpra.delivery;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.smtpra.event.SessionEnd;
import org.smtpra.event.SmtpEventListener;

/**
 * What a slot is at a moment: its session or none, whose turn it is, whether a borrower has it. A
 * session is ended once, whoever comes first. Thread safe.
 */
final class SlotState {

  private final SlotTurns turns = new SlotTurns();
  private final AtomicReference<@Nullable PooledSession> session = new AtomicReference<>();
  private final SmtpEventListener events;
  private volatile boolean leased;

  SlotState(SmtpEventListener events) {
    this.events = events;
  }

  SlotTurns turns() {
    return turns;
  }

  @Nullable PooledSession session() {
    return session.get();
  }

  /** Keeps a session, unless the slot was destroyed meanwhile: then the session ends. */
  void keep(PooledSession kept) {
    session.set(kept);
    if (turns.isClosed()) {
      end(kept, SessionEnd.DESTROYED);
    }
  }

  /** Takes the session out, for another slot; null for none. */
  @Nullable PooledSession take() {
    return session.getAndSet(null);
  }

  /** Ends the session if it is still this slot's. */
  void end(PooledSession ended, SessionEnd why) {
    if (session.compareAndSet(ended, null)) {
      ended.end(why, events);
    }
  }

  /** Ends a session that must not be kept, behind a turn's work. */
  void endIfUseless() {
    PooledSession current = session.get();
    if (current != null && (turns.isClosed() || !current.session().isUsable())) {
      end(current, turns.isClosed() ? SessionEnd.DESTROYED : SessionEnd.BROKEN);
    }
  }

  boolean isLeased() {
    return leased;
  }

  void setLeased(boolean now) {
    leased = now;
  }
}
