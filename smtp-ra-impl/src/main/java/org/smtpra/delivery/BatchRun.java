package org.smtpra.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
 * One thread's part of a batch: message after message over one lease, each known to those before
 * it, so that its envelope may travel with the content of the one before, or all of it with
 * several. What asks to be sent again is, when the lease was given back. Used by one thread.
 */
public final class BatchRun {

  /** What is rendered ahead is held in memory. */
  private static final long MOST_OCTETS_AHEAD = 256 * 1024;

  private final Batch batch;
  private final Dispatch dispatch;
  private final BatchLease lease;
  private final Function<PreparedMessage, Sending> begin;
  private final SendAttempt again;
  private final List<Waiting> waiting = new ArrayList<>();

  /** Taken, and not sent yet. */
  private final Deque<BatchItem> ahead = new ArrayDeque<>();

  private boolean left;

  private BatchRun(Batch batch, Dispatch dispatch, BatchLease lease, @Nullable SendAttempt again) {
    this.batch = batch;
    this.dispatch = dispatch;
    this.lease = lease;
    this.begin = again == null ? dispatch::beginOnce : dispatch::begin;
    this.again = again == null ? message -> lease.send(message, Followers.none()) : again;
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
      lookAhead();
      while (!ahead.isEmpty()) {
        send();
        if (left || batch.isStopped()) {
          ahead.forEach(batch::giveBack);
          ahead.clear();
        } else {
          lookAhead();
        }
      }
    } finally {
      try {
        lease.giveBack();
      } finally {
        waiting.forEach(this::sendAgain);
      }
    }
  }

  /** Takes as many as a session can make use of at once; what somebody gave back is there too. */
  private void lookAhead() {
    BatchItem next = mayTake() ? batch.take() : null;
    while (next != null) {
      ahead.add(next);
      next = mayTake() ? batch.take() : null;
    }
  }

  private boolean mayTake() {
    return ahead.size() < 2
        || (ahead.size() < batch.lookAhead()
            && ahead.stream().mapToLong(BatchRun::octets).sum() < MOST_OCTETS_AHEAD);
  }

  private static long octets(BatchItem item) {
    long size = item.prepared().content().size();
    return size < 0 ? MOST_OCTETS_AHEAD : size;
  }

  /** Sends the next one; those that have gone with it are decided too. */
  private void send() {
    BatchItem item = ahead.remove();
    List<BatchItem> next = List.copyOf(ahead);
    Followers behind = Followers.of(next.stream().map(BatchItem::prepared).toList());
    attempt(item, message -> lease.send(message, behind));
    for (int i = 0; i < next.size(); i++) {
      Optional<SendAttempt> gone = behind.attempt(i);
      if (gone.isPresent()) {
        ahead.remove(next.get(i));
        attempt(next.get(i), gone.get());
      }
    }
  }

  private void attempt(BatchItem item, SendAttempt attempt) {
    Sending sending = begin.apply(item.prepared());
    decide(
        item,
        () -> {
          Optional<Duration> wait = sending.tryOnce(attempt);
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
