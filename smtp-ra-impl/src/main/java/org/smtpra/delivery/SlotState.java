package org.smtpra.delivery;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.smtpra.event.SessionEnd;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.Opening;
import org.smtpra.transport.Deadline;

/**
 * What a slot is at a moment: its session or none, whose turn it is, whether a borrower has it. A
 * session is ended once, whoever comes first. Thread safe.
 */
final class SlotState {

  private final SlotTurns turns = new SlotTurns();
  private final AtomicReference<@Nullable PooledSession> session = new AtomicReference<>();
  private final SmtpEventListener events;
  private final Runnable turnEnded;

  /** Calls off what the running turn opens; null where no turn runs. */
  private final AtomicReference<@Nullable Opening> opening = new AtomicReference<>();

  private volatile boolean leased;
  private volatile boolean borrowersTurn;
  private volatile boolean mayBeCalledOff;

  /** {@code turnEnded} runs behind every turn, of a borrower or of a probe. */
  SlotState(SmtpEventListener events, Runnable turnEnded) {
    this.events = events;
    this.turnEnded = turnEnded;
  }

  SlotTurns turns() {
    return turns;
  }

  /** Waits for a turn; {@link #endTurn} must follow. */
  void beginTurn(Deadline limit) throws SmtpFailure {
    turns.begin(limit);
    borrowersTurn = true;
    opening.set(new Opening());
  }

  /** Takes a turn if nobody else has one; where it says so, {@link #endTurn} must follow. */
  boolean beginTurnNow() {
    boolean begun = turns.beginNow();
    if (begun) {
      opening.set(new Opening());
    }
    return begun;
  }

  /** Behind a turn's work: a session that must not be kept ends. */
  void endTurn() {
    opening.set(null);
    endIfUseless();
    borrowersTurn = false;
    turns.end();
    turnEnded.run();
  }

  /** Tells whether the running turn was waited for: what only looks at the slot does not wait. */
  boolean isBorrowersTurn() {
    return borrowersTurn;
  }

  /** For the running turn: what others call off. */
  Opening opening() {
    return Objects.requireNonNull(opening.get(), "no turn is running");
  }

  /** Ends what the running turn does, by its stage; tells whether one runs. */
  boolean endRunning(FailureCause cause) {
    Opening begun = opening.get();
    if (begun != null) {
      begun.abort(cause);
    }
    PooledSession current = session.get();
    if (current != null && turns.isRunning()) {
      current.session().abort(cause);
    }
    return begun != null;
  }

  @Nullable PooledSession session() {
    return session.get();
  }

  /**
   * Keeps a session, unless the slot was destroyed meanwhile: then the session ends. One that came
   * here before it ends too: a slot has one, and nobody would ever find the other.
   */
  void keep(PooledSession kept) {
    PooledSession before = session.getAndSet(kept);
    if (before != null) {
      before.end(SessionEnd.UNUSED, events);
    }
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

  private void endIfUseless() {
    PooledSession current = session.get();
    if (current != null && (turns.isClosed() || !current.session().isUsable())) {
      end(current, turns.isClosed() ? SessionEnd.DESTROYED : current.session().brokenBy());
    }
  }

  boolean isLeased() {
    return leased;
  }

  /** A borrower does not wait for what is tried in the background. */
  void setLeased(boolean now) {
    leased = now;
    if (now && mayBeCalledOff) {
      endRunning(FailureCause.CANCELLED);
    }
  }

  /** The running turn is no borrower's; before it goes on it looks again whether one has come. */
  void mayBeCalledOff(boolean now) {
    mayBeCalledOff = now;
  }
}
