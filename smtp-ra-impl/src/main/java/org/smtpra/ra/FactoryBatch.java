package org.smtpra.ra;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendStage;
import org.smtpra.delivery.Batch;
import org.smtpra.delivery.BatchRun;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * A batch over leases of the factory's own: the caller's thread sends at once, workers that get a
 * lease help it, and all pull from the same queue. Used by the caller's thread.
 */
final class FactoryBatch {

  private final FactoryState state;
  private final Borrowing borrowing;
  private final Batch batch;
  private final @Nullable ClassLoader callers = Thread.currentThread().getContextClassLoader();
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Thread> helping = new HashSet<>(); // guarded by the lock
  private boolean calledOff; // guarded by the lock
  private int wanted;

  FactoryBatch(FactoryState state, Borrowing borrowing, Batch batch) {
    this.state = state;
    this.borrowing = borrowing;
    this.batch = batch;
  }

  /** Sends all, with so many helpers at the most. */
  List<SmtpSendOutcome> run(int helpers) {
    wanted = helpers;
    send(new FactoryLease(borrowing, this::callHelpers));
    awaitHelpers();
    return batch.outcomes();
  }

  /** Not before the caller has its own lease, which one of them might take away from it. */
  private void callHelpers() {
    for (; wanted > 0 && !batch.isSpent(); wanted--) {
      state.help(this::help);
    }
  }

  private void send(FactoryLease lease) {
    BatchRun.with(batch, state.dispatch(), lease, borrowing::send).run();
  }

  /** Whoever interrupts the caller means the helpers too: what they send ends by its stage. */
  private void awaitHelpers() {
    boolean interrupted = false;
    boolean quiet = false;
    while (!quiet) {
      try {
        batch.awaitQuiet();
        quiet = true;
      } catch (InterruptedException e) {
        interrupted = true;
        batch.stop(FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.CANCELLED));
        interruptHelpers();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void interruptHelpers() {
    lock.lock();
    try {
      calledOff = true;
      helping.forEach(Thread::interrupt);
    } finally {
      lock.unlock();
    }
  }

  /** The lease comes before the message: one that cannot be had is nobody's failure. */
  private void help() {
    if (batch.isSpent()) {
      return;
    }
    Thread me = Thread.currentThread();
    ClassLoader own = me.getContextClassLoader();
    FactoryLease lease = new FactoryLease(borrowing, () -> {});
    begins(me);
    try {
      me.setContextClassLoader(callers);
      lease.take(Deadline.never(state.nanoTime()));
      send(lease);
    } catch (SmtpFailure e) {
      // The others do without.
    } finally {
      me.setContextClassLoader(own);
      ends(me);
    }
  }

  private void begins(Thread helper) {
    lock.lock();
    try {
      helping.add(helper);
    } finally {
      lock.unlock();
    }
  }

  /** The thread is the server's: an interrupt of ours must not stay on it. */
  private void ends(Thread helper) {
    lock.lock();
    try {
      helping.remove(helper);
      if (calledOff) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }
}
