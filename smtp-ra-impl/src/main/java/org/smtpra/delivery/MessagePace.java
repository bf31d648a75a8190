package org.smtpra.delivery;

import java.time.Duration;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.ChangeSignal;
import org.smtpra.transport.Deadline;

/**
 * Holds a message back, before MAIL, until its host's rate allows it; in the order in which they
 * came. Thread safe.
 */
public final class MessagePace {

  private final Duration longest;
  private final ChangeSignal signal;

  /**
   * Creates it.
   *
   * @param longest the longest wait, {@code acquireTimeout}
   * @param signal ends the wait when the session is taken away
   */
  public MessagePace(Duration longest, ChangeSignal signal) {
    this.longest = longest;
    this.signal = signal;
  }

  void await(PooledSession ready, Deadline limit) throws SmtpFailure {
    Deadline patience = limit.within(longest);
    Duration left = Duration.ofNanos(Math.max(0, patience.remainingNanos()));
    Duration delay = ready.place().takeTurn(left);
    if (delay.compareTo(left) > 0) {
      throw new SmtpFailure(
          ready.endpointKey()
              + " takes the next message in "
              + delay.toMillis()
              + " ms (ratePerSecond, or the server's own limit), which is later than this send may"
              + " wait",
          FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.RATE_LIMITED)
              .withRetryAfter(delay),
          null);
    }
    if (!delay.isZero()) {
      pause(ready, delay);
    }
  }

  private void pause(PooledSession ready, Duration delay) throws SmtpFailure {
    long end = System.nanoTime() + delay.toNanos();
    long left = delay.toNanos();
    try {
      while (left > 0 && ready.session().isUsable() && !signal.isClosed()) {
        signal.await(signal.version(), Duration.ofNanos(left));
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SmtpFailure(
          "interrupted while waiting for the next message's turn at " + ready.endpointKey(),
          FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.CANCELLED),
          null);
    }
  }
}
