package org.smtpra.jmx;

import org.smtpra.submission.SubmissionStatus;

/** What is sent in the background at one moment. Immutable. */
public final class SubmissionsView {

  private final int waiting;
  private final int sending;
  private final int workers;
  private final double oldestWaitSeconds;

  /**
   * Reads it.
   *
   * @param status what goes on
   */
  public SubmissionsView(SubmissionStatus status) {
    this.waiting = status.waiting();
    this.sending = status.sending();
    this.workers = status.workers();
    this.oldestWaitSeconds = Seconds.of(status.oldestWait());
  }

  /** Messages that wait for a worker. */
  public int getWaiting() {
    return waiting;
  }

  /** Messages that a worker has. */
  public int getSending() {
    return sending;
  }

  /** Workers, also those that are about to begin. */
  public int getWorkers() {
    return workers;
  }

  /** How long the first of those that wait has been waiting; 0 where none is. */
  public double getOldestWaitSeconds() {
    return oldestWaitSeconds;
  }
}
