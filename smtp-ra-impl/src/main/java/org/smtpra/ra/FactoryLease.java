package org.smtpra.ra;

import org.jspecify.annotations.Nullable;
import org.smtpra.delivery.BatchLease;
import org.smtpra.delivery.Followers;
import org.smtpra.delivery.PreparedMessage;
import org.smtpra.delivery.SendAttempt;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * The lease of one thread of a batch: taken for the first message, and replaced where the container
 * takes it back or a host is to be waited for, which nobody does while holding one. Used by one
 * thread.
 */
final class FactoryLease implements BatchLease {

  private final Borrowing borrowing;
  private final Runnable whenTaken;
  private @Nullable SmtpConnectionImpl held;

  /** {@code whenTaken} runs each time that a lease was taken for a message. */
  FactoryLease(Borrowing borrowing, Runnable whenTaken) {
    this.borrowing = borrowing;
    this.whenTaken = whenTaken;
  }

  /** Takes the lease before there is a message. */
  void take(Deadline limit) throws SmtpFailure {
    held = borrowing.ready(null, limit);
  }

  @Override
  public SendAttempt.Sent send(PreparedMessage message, Followers behind) throws SmtpFailure {
    SmtpConnectionImpl lease = held;
    if (lease != null) {
      try {
        return lease.unwrapped().attempt(message, behind);
      } catch (SmtpFailure e) {
        if (!borrowing.isAboutTheLease(e)) {
          throw e;
        }
        giveBack();
      }
    }
    return borrowing.borrow(null, message.limit(), taken -> first(taken, message, behind));
  }

  private SendAttempt.Sent first(
      SmtpConnectionImpl taken, PreparedMessage message, Followers behind) throws SmtpFailure {
    held = taken;
    boolean keep = false;
    try {
      whenTaken.run();
      SendAttempt.Sent sent = taken.unwrapped().attempt(message, behind);
      keep = true;
      return sent;
    } catch (SmtpFailure e) {
      keep = !borrowing.isAboutTheLease(e);
      throw e;
    } finally {
      if (!keep) {
        giveBack();
      }
    }
  }

  @Override
  public void giveBack() {
    SmtpConnectionImpl lease = held;
    held = null;
    if (lease != null) {
      lease.close();
    }
  }
}
