package org.smtpra.submission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.SubmissionRules;
import org.smtpra.failure.FailureCause;

/**
 * Who waits, who is being sent, and how many workers there are. Nothing but that is done while the
 * lock is held. Thread safe.
 */
final class WaitingLine {

  private final SubmissionRules rules;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Submission> waiting = new LinkedHashSet<>();
  private final Set<Submission> sending = new LinkedHashSet<>();
  private int places; // taken by those who wait, and by messages that are being prepared
  private int workers;
  private boolean closed;

  WaitingLine(SubmissionRules rules) {
    this.rules = rules;
  }

  /** Takes a place; {@link #join} or {@link #leavePlace} must follow unless this says why not. */
  Optional<FailureCause> takePlace() {
    lock.lock();
    try {
      if (closed) {
        return Optional.of(FailureCause.SHUTDOWN);
      }
      if (places >= rules.queueCapacity()) {
        return Optional.of(FailureCause.QUEUE_FULL);
      }
      places++;
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  void leavePlace() {
    lock.lock();
    try {
      places--;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the place for good; false if the line was closed meanwhile. */
  boolean join(Submission submission) {
    lock.lock();
    try {
      if (closed) {
        places--;
        return false;
      }
      return waiting.add(submission);
    } finally {
      lock.unlock();
    }
  }

  /** Takes it out; false if somebody else has. */
  boolean leave(Submission submission) {
    lock.lock();
    try {
      boolean left = waiting.remove(submission);
      places -= left ? 1 : 0;
      return left;
    } finally {
      lock.unlock();
    }
  }

  /** Whether one more worker is to begin; it is counted from now on. */
  boolean hireWorker() {
    lock.lock();
    try {
      boolean needed = !waiting.isEmpty() && workers < rules.workers();
      workers += needed ? 1 : 0;
      return needed;
    } finally {
      lock.unlock();
    }
  }

  /** A worker that was counted cannot begin: where there is no other, takes out everybody. */
  List<Submission> workerMissing() {
    lock.lock();
    try {
      workers--;
      return workers == 0 ? takeAll() : List.of();
    } finally {
      lock.unlock();
    }
  }

  private List<Submission> takeAll() {
    List<Submission> all = List.copyOf(waiting);
    places -= all.size();
    waiting.clear();
    return all;
  }

  /** The next one for a worker, with {@link #done} to follow; for null the worker ends. */
  @Nullable Submission next() {
    lock.lock();
    try {
      Iterator<Submission> line = waiting.iterator();
      if (!line.hasNext()) {
        workers--;
        changed.signalAll();
        return null;
      }
      Submission first = line.next();
      line.remove();
      places--;
      sending.add(first);
      return first;
    } finally {
      lock.unlock();
    }
  }

  void done(Submission submission) {
    lock.lock();
    try {
      sending.remove(submission);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes out everybody, for good. */
  List<Submission> close() {
    lock.lock();
    try {
      closed = true;
      return takeAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes out those whose deadline has passed. */
  List<Submission> takeOverdue() {
    lock.lock();
    try {
      List<Submission> late = new ArrayList<>();
      waiting.stream().filter(Submission::isOverdue).forEach(late::add);
      late.forEach(waiting::remove);
      places -= late.size();
      return late;
    } finally {
      lock.unlock();
    }
  }

  List<Submission> sending() {
    lock.lock();
    try {
      return List.copyOf(sending);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is being sent and no worker is left. */
  void awaitQuiet(Duration atMost) {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (left > 0 && (workers > 0 || !sending.isEmpty())) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Whoever stops the adapter wants to end this now.
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  SubmissionStatus status() {
    lock.lock();
    try {
      Duration oldest = waiting.stream().findFirst().map(Submission::waited).orElse(Duration.ZERO);
      return new SubmissionStatus(waiting.size(), sending.size(), workers, oldest);
    } finally {
      lock.unlock();
    }
  }
}
