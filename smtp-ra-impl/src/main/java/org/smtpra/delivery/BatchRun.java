package org.smtpra.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSendStage;

/**
 * One thread's part of a batch: message after message over one lease, each known to the one before
 * it, so that its envelope may travel with that one's content. What asks to be sent again is, when
 * the lease was given back. Used by one thread.
 */
public final class BatchRun {

  private final Batch batch;
  private final Dispatch dispatch;
  private final BatchLease lease;
  private final Function<PreparedMessage, Sending> begin;
  private final SendAttempt again;
  private final List<Waiting> waiting = new ArrayList<>();
  private boolean left;

  private BatchRun(Batch batch, Dispatch dispatch, BatchLease lease, @Nullable SendAttempt again) {
    this.batch = batch;
    this.dispatch = dispatch;
    this.lease = lease;
    this.begin = again == null ? dispatch::beginOnce : dispatch::begin;
    this.again = again == null ? message -> lease.send(message, null) : again;
  }

  /**
   * Over a lease that the caller goes on holding: every message once.
   *
   * @param batch the messages
   * @param dispatch tells of the outcomes
   * @param lease the caller's
   * @return what is to be run
   */
  public static BatchRun once(Batch batch, Dispatch dispatch, BatchLease lease) {
    return new BatchRun(batch, dispatch, lease, null);
  }

  /**
   * Over a lease of its own.
   *
   * @param batch the messages
   * @param dispatch tells of the outcomes, and how often to send
   * @param lease given back before anything is sent again
   * @param again makes such an attempt, over a lease of its own
   * @return what is to be run
   */
  public static BatchRun with(Batch batch, Dispatch dispatch, BatchLease lease, SendAttempt again) {
    return new BatchRun(batch, dispatch, lease, again);
  }

  private record Waiting(BatchItem item, Sending sending, long dueNanos) {}

  /** Sends until no message is left that nobody has taken, or the batch is stopped. */
  public void run() {
    try {
      BatchItem current = batch.take();
      while (current != null) {
        BatchItem next = batch.take();
        send(current, next);
        current = following(next);
      }
    } finally {
      try {
        lease.giveBack();
      } finally {
        waiting.forEach(this::sendAgain);
      }
    }
  }

  private @Nullable BatchItem following(@Nullable BatchItem next) {
    if (left || batch.isStopped()) {
      if (next != null) {
        batch.giveBack(next);
      }
      return null;
    }
    // What somebody has given back meanwhile may be all that is left.
    return next == null ? batch.take() : next;
  }

  private void send(BatchItem item, @Nullable BatchItem next) {
    Sending sending = begin.apply(item.prepared());
    PreparedMessage follower = next == null ? null : next.prepared();
    decide(
        item,
        () -> {
          Optional<Duration> wait = sending.tryOnce(message -> lease.send(message, follower));
          if (wait.isPresent()) {
            waiting.add(new Waiting(item, sending, dispatch.nanoTime() + wait.get().toNanos()));
            return null;
          }
          return sending.finish();
        });
  }

  private void sendAgain(Waiting one) {
    Duration left = Duration.ofNanos(Math.max(0, one.dueNanos - dispatch.nanoTime()));
    decide(one.item, () -> one.sending.runAfter(left, again));
  }

  /** Null where it is not decided yet. */
  private interface Verdict {
    @Nullable SmtpSendResult get() throws SmtpSendFailedException;
  }

  private void decide(BatchItem item, Verdict verdict) {
    dispatch.begins(item.prepared());
    try {
      SmtpSendResult result = verdict.get();
      if (result == null) {
        dispatch.rests(item.prepared());
      } else {
        batch.decide(item.index(), new SmtpSendOutcome.Sent(item.message(), result));
      }
    } catch (SmtpSendFailedException e) {
      failed(item, e);
    } catch (RuntimeException | Error e) {
      failed(item, dispatch.inDoubt(e, item.prepared()));
    } finally {
      dispatch.ends();
    }
  }

  private void failed(BatchItem item, SmtpSendFailedException failure) {
    batch.decide(item.index(), new SmtpSendOutcome.Failed(item.message(), failure));
    SmtpFailureClassification what = failure.classification();
    if (concernsAll(what)) {
      batch.stop(what);
    } else if (isWithoutLease(what)) {
      left = true;
      batch.leave(what);
    }
  }

  /** The next message would meet the same, without anything of it being said to a server. */
  private static boolean concernsAll(SmtpFailureClassification what) {
    if (what.kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA) {
      return false;
    }
    return switch (what.reason()) {
      case CANCELLED, SHUTDOWN -> true;
      case NO_HOST_AVAILABLE, CONFIGURATION -> what.stage() == SmtpSendStage.ACQUIRE;
      default -> false;
    };
  }

  /** Another thread may hold a lease all the same. */
  private static boolean isWithoutLease(SmtpFailureClassification what) {
    return switch (what.reason()) {
      case POOL_EXHAUSTED, ALLOCATION_FAILED -> true;
      default -> false;
    };
  }
}
