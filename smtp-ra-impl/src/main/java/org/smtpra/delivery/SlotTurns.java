package org.smtpra.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * Whose turn it is at a slot: one after another, in the order in which they came. The slot can be
 * taken back from all of them, once or for ever, by any thread and without waiting. Thread safe.
 */
final class SlotTurns {

  private final ReentrantLock working = new ReentrantLock(true);
  private final AtomicInteger takenBack = new AtomicInteger();
  private volatile boolean closed;

  /** How often the slot had been taken back when the running turn was asked for. */
  private int takenBackBefore; // guarded by the lock

  /** Waits for a turn; {@link #end} must follow. */
  void begin(Deadline limit) throws SmtpFailure {
    int before = takenBack.get();
    try {
      if (limit.hasPassed() || !working.tryLock(limit.remainingNanos(), TimeUnit.NANOSECONDS)) {
        throw failure(FailureCause.TIMEOUT, "the deadline passed before the session was free");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(FailureCause.CANCELLED, "interrupted while the session was in use");
    }
    takenBackBefore = before;
  }

  /** Takes a turn if nobody else has one; where it says so, {@link #end} must follow. */
  boolean beginNow() {
    if (!working.tryLock()) {
      return false;
    }
    takenBackBefore = takenBack.get();
    return true;
  }

  void end() {
    working.unlock();
  }

  boolean isRunning() {
    return working.isLocked();
  }

  /** Ends the running turn and those that were asked for, as soon as they ask. */
  void takeBack() {
    takenBack.incrementAndGet();
  }

  /** There will be no more turns. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** For the running turn, before it goes on to its next step. */
  void failIfTakenBack() throws SmtpFailure {
    if (closed) {
      throw failure(
          FailureCause.SHUTDOWN, "the application server has destroyed this pooled connection");
    }
    if (takenBack.get() != takenBackBefore) {
      throw failure(FailureCause.SHUTDOWN, "the application server took the lease back");
    }
  }

  private static SmtpFailure failure(FailureCause cause, String text) {
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.ACQUIRE, cause), null);
  }
}
