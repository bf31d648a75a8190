package org.smtpra.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

/**
 * One message that may be called off, by any thread and without waiting. Whoever calls it off, and
 * the sender at its ambiguity boundary, agree here on who was first: so "called off in time" is
 * never said of a message that a server may have. Thread safe.
 *
 * <p>While it is held, the lock may call {@link Withdrawal.Ending}, which waits for nothing.
 */
public final class Recall implements Withdrawal {

  private static final Ending NOTHING = why -> {};

  private final ReentrantLock lock = new ReentrantLock();
  private final RecipientTally tally;
  private Ending ending = NOTHING;
  private boolean onLease;
  private boolean committed;
  private boolean inTime;
  private boolean over;
  private boolean claimed;
  private @Nullable FailureCause asked; // the first one counts

  /**
   * A message that nobody has called off yet.
   *
   * @param message the prepared message
   */
  public Recall(PreparedMessage message) {
    this.tally = new RecipientTally(message.envelope());
  }

  /**
   * Calls the message off. A connection over which it is being sent is closed, unless the message
   * may be complete there: then its verdict is waited for, and nothing follows it.
   *
   * @param why the first one counts
   * @return whether this, or the same asked before, came in time: no server has the message, none
   *     will get it, and the sender will say so
   */
  public boolean ask(FailureCause why) {
    lock.lock();
    try {
      if (asked == null && !over) {
        asked = why;
        inTime = !committed;
        if (inTime) {
          ending.end(why);
        }
      }
      return inTime && asked == why;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls the message off if nothing is being sent, and nothing was.
   *
   * @param why the first one counts
   * @return whether it was called off by this
   */
  public boolean askIfIdle(FailureCause why) {
    return locked(() -> asked == null && !onLease && ask(why));
  }

  /** Tells whether a lease is in use: then the sender is about to notice. */
  public boolean isOnLease() {
    return locked(() -> onLease);
  }

  /**
   * The failure of a message that gets no further attempt by its sender: it was called off, or what
   * sends it has broken down.
   *
   * @param text what happened, for a person
   * @param cause what is reported where no server can have the message
   * @param exception the exception behind it, if any
   * @return the failure, which never calls a message safe to send again that a server may have
   */
  public SmtpFailure failure(String text, FailureCause cause, @Nullable Throwable exception) {
    lock.lock();
    try {
      SmtpFailureClassification what =
          committed
              ? FailureTable.behind(cause)
              : FailureTable.before(SmtpSendStage.ACQUIRE, cause);
      return new SmtpFailure(text, what, exception).withRecipients(outcomes());
    } finally {
      lock.unlock();
    }
  }

  private List<RecipientOutcome> outcomes() {
    return committed ? tally.outcomes().stream().map(Recall::inDoubt).toList() : tally.outcomes();
  }

  private static RecipientOutcome inDoubt(RecipientOutcome outcome) {
    return switch (outcome.disposition()) {
      case ACCEPTED, REFUSED, UNKNOWN -> outcome;
      case DEFERRED, NOT_ATTEMPTED ->
          new RecipientOutcome(outcome.address(), Disposition.UNKNOWN, outcome.reply());
    };
  }

  /** An attempt that was called off too late runs to its end, also on another session. */
  @Override
  public Optional<FailureCause> withheld() {
    return locked(
        () -> {
          committed |= !inTime;
          return inTime ? Optional.ofNullable(asked) : Optional.empty();
        });
  }

  @Override
  public Optional<FailureCause> calledOff() {
    return locked(() -> Optional.ofNullable(asked));
  }

  @Override
  public void begins(Ending newEnding) throws SmtpFailure {
    lock.lock();
    try {
      failIfAsked();
      onLease = true;
      ending = newEnding;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void ends() {
    lock.lock();
    try {
      onLease = false;
      ending = NOTHING;
    } finally {
      lock.unlock();
    }
  }

  /**
   * An attempt whose failure and success are noted here, so that whoever calls the message off
   * between two attempts knows what is true of it.
   *
   * @param attempt makes the attempt
   * @return one that begins only while the message is not called off
   */
  public SendAttempt noting(SendAttempt attempt) {
    return message -> {
      failIfAsked();
      try {
        SendAttempt.Sent sent = attempt.run(message);
        note(sent.transaction().recipients());
        return sent;
      } catch (SmtpFailure e) {
        throw after(e);
      }
    };
  }

  private void note(List<RecipientOutcome> heard) {
    lock.lock();
    try {
      tally.heard(heard);
    } finally {
      lock.unlock();
    }
  }

  private void failIfAsked() throws SmtpFailure {
    lock.lock();
    try {
      if (asked != null) {
        throw CalledOff.failure(asked, SmtpSendStage.ACQUIRE);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Where it is certain that nobody has the message, it may be called off in time again. */
  private SmtpFailure after(SmtpFailure failure) {
    lock.lock();
    try {
      tally.heard(failure.recipients());
      if (failure.classification().kind() != SmtpFailureKind.UNKNOWN_AFTER_DATA) {
        committed = tally.isAnyAccepted();
      }
      return unlessAsked(failure);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public SmtpFailure concluded(SmtpFailure last) {
    return locked(
        () -> {
          over = true;
          return unlessAsked(last);
        });
  }

  @Override
  public boolean claimsOutcome() {
    return locked(
        () -> {
          boolean first = !claimed;
          claimed = true;
          return first;
        });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private SmtpFailure unlessAsked(SmtpFailure failure) {
    FailureCause why = asked;
    return inTime && why != null ? CalledOff.instead(failure, why) : failure;
  }
}
