package org.smtpra.delivery;

import jakarta.mail.internet.MimeMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;

/**
 * The messages of one call of {@code sendAll}, handed to whoever sends them, and what became of
 * each. It can be stopped: then what nobody has taken yet is not attempted. Thread safe.
 */
public final class Batch {

  private final List<MimeMessage> messages;
  private final SmtpBatchOptions options;
  private final MessageSender sender;
  private final BatchProgress progress;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<@Nullable SmtpSendOutcome> outcomes; // guarded by the lock
  private final Deque<Integer> returned = new ArrayDeque<>(); // guarded by the lock
  private int next; // guarded by the lock
  private int underWay; // guarded by the lock
  private boolean ended; // guarded by the lock
  private @Nullable SmtpFailureClassification stopped; // guarded by the lock

  /** Why somebody went who might have sent the rest. */
  private @Nullable SmtpFailureClassification left; // guarded by the lock

  /**
   * A batch of which nothing was sent yet.
   *
   * @param messages a copy of what the caller gave
   * @param options the caller's
   * @param sender prepares the messages
   */
  public Batch(List<MimeMessage> messages, SmtpBatchOptions options, MessageSender sender) {
    this.messages = messages;
    this.options = options;
    this.sender = sender;
    this.progress = new BatchProgress(options.listener(), messages.size());
    this.outcomes = new ArrayList<>(Collections.nCopies(messages.size(), null));
  }

  /** The next message that can be sent; null for none. Renders it, on the calling thread. */
  @Nullable BatchItem take() {
    int index = claim();
    while (index >= 0) {
      MimeMessage message = messages.get(index);
      try {
        return new BatchItem(index, message, prepare(message));
      } catch (SmtpSendFailedException e) {
        decide(index, new SmtpSendOutcome.Failed(message, e));
      }
      index = claim();
    }
    return null;
  }

  /** How many messages a thread is to have taken, so that its session can make the most of it. */
  int lookAhead() {
    return sender.lookAhead();
  }

  private int claim() {
    lock.lock();
    try {
      if (isStopped() || isSpent()) {
        return -1;
      }
      underWay++;
      Integer first = returned.poll();
      return first == null ? next++ : first;
    } finally {
      lock.unlock();
    }
  }

  /** An error of the caller's own code is that message's, and nobody else's. */
  private PreparedMessage prepare(MimeMessage message) throws SmtpSendFailedException {
    try {
      SmtpSendOptions chosen =
          Objects.requireNonNull(options.sendOptions(message), "the message's send options");
      return sender.prepare(message, chosen);
    } catch (RuntimeException | Error e) {
      throw sender.unsendable(message, e);
    }
  }

  /** A message that was taken is decided. */
  void decide(int index, SmtpSendOutcome outcome) {
    progress.tell(outcome);
    settle(index, outcome);
  }

  /** A message that was taken is not attempted by whoever took it. */
  void giveBack(BatchItem item) {
    lock.lock();
    try {
      returned.add(item.index());
      settle(item.index(), null);
    } finally {
      lock.unlock();
    }
  }

  /** Somebody sends no more, and leaves the rest to the others. */
  void leave(SmtpFailureClassification why) {
    lock.lock();
    try {
      left = left == null ? why : left;
    } finally {
      lock.unlock();
    }
  }

  private void settle(int index, @Nullable SmtpSendOutcome outcome) {
    lock.lock();
    try {
      outcomes.set(index, outcome);
      underWay--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nothing more is to be attempted; the first reason counts.
   *
   * @param why for the messages that are left
   */
  public void stop(SmtpFailureClassification why) {
    lock.lock();
    try {
      stopped = stopped == null ? why : stopped;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells whether nobody needs to come any more.
   *
   * @return true if the batch was stopped or has ended, or each of its messages was taken
   */
  public boolean isSpent() {
    lock.lock();
    try {
      return ended || stopped != null || (next == messages.size() && returned.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether the batch was stopped; an interrupt of the calling thread stops it. */
  boolean isStopped() {
    if (Thread.currentThread().isInterrupted()) {
      stop(FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.CANCELLED));
    }
    lock.lock();
    try {
      return stopped != null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no message is under way, and ends the batch: whoever comes later, with a lease that
   * was long in coming, finds nothing to send any more.
   *
   * @throws InterruptedException if the thread is interrupted; they are under way all the same
   */
  public void awaitQuiet() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (underWay > 0) {
        changed.await();
      }
      ended = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What became of the messages, once none is under way.
   *
   * @return one outcome a message, in the order of the batch
   */
  public List<SmtpSendOutcome> outcomes() {
    List<SmtpSendOutcome> all = new ArrayList<>(messages.size());
    List<SmtpSendOutcome> rest = new ArrayList<>();
    lock.lock();
    try {
      for (int i = 0; i < messages.size(); i++) {
        SmtpSendOutcome outcome = outcomes.get(i);
        if (outcome == null) {
          outcome = notAttempted(messages.get(i));
          rest.add(outcome);
        }
        all.add(outcome);
      }
    } finally {
      lock.unlock();
    }
    rest.forEach(progress::tell);
    return List.copyOf(all);
  }

  private SmtpSendOutcome notAttempted(MimeMessage message) {
    SmtpFailureClassification why = stopped == null ? left : stopped;
    return new SmtpSendOutcome.NotAttempted(
        message, Objects.requireNonNull(why, "a reason, as messages are left"));
  }
}
