package org.smtpra.submission;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;
import org.smtpra.delivery.CalledOff;
import org.smtpra.delivery.PreparedMessage;
import org.smtpra.delivery.Recall;
import org.smtpra.delivery.SendAttempt;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;

/**
 * A message that was queued, from there until its caller is told: by the worker, or by whoever
 * calls it off and is quicker. The first of them counts what comes of it. Thread safe.
 */
final class Submission implements SmtpSubmission {

  private final Means means;
  private final WaitingLine line;
  private final PreparedMessage message;
  private final SendAttempt attempt;
  private final Recall recall;
  private final long queuedNanos;
  private final ToldStage stage = new ToldStage();

  Submission(Means means, WaitingLine line, PreparedMessage prepared, SendAttempt attempt) {
    this.means = means;
    this.line = line;
    this.recall = new Recall(prepared);
    this.message = prepared.with(CallersContent.of(prepared.content())).withdrawnBy(recall);
    this.attempt = recall.noting(new PatientAttempt(attempt, means.hosts()));
    this.queuedNanos = means.nanoTime().getAsLong();
  }

  @Override
  public CompletionStage<SmtpSendResult> stage() {
    return stage;
  }

  @Override
  public boolean cancel() {
    boolean waited = line.leave(this);
    boolean inTime = recall.ask(FailureCause.CANCELLED);
    if (waited || (inTime && !recall.isOnLease())) {
      giveUp(FailureCause.CANCELLED);
    }
    means.hosts().wake();
    return inTime;
  }

  /** Says whose it is, on the caller's thread, before anybody can send it. */
  void toldOf() {
    means.events().messageSubmitted(message.messageId());
  }

  /** Sends it, on a worker. Nothing that goes wrong here is the worker's end. */
  void run() {
    means.events().submissionBegan(waited());
    if (isOverdue()) {
      expire();
      return;
    }
    try {
      stage.sent(means.dispatch().send(message, attempt));
    } catch (SmtpSendFailedException e) {
      stage.failed(e);
    } catch (RuntimeException | Error e) {
      giveUp(
          recall.failure("the message could not be sent: " + e, FailureCause.MESSAGE_INVALID, e));
    }
  }

  Duration waited() {
    return Duration.ofNanos(means.nanoTime().getAsLong() - queuedNanos);
  }

  boolean isOverdue() {
    return message.limit().hasPassed();
  }

  /** Its deadline has passed while it waited. */
  void expire() {
    giveUp(
        recall.failure(
            "the deadline passed while the message waited for its turn, for "
                + waited().toMillis()
                + " ms",
            FailureCause.TIMEOUT,
            null));
  }

  /** Tells the caller that nobody will send it, unless he was told already. */
  void giveUp(FailureCause why) {
    giveUp(recall.failure(CalledOff.text(why), why, null));
  }

  void giveUp(SmtpFailure failure) {
    stage.failed(means.dispatch().givenUp(message, failure));
  }

  /** The adapter stops: a worker that is not sending need not be waited for. */
  void stopIfIdle() {
    if (recall.askIfIdle(FailureCause.SHUTDOWN)) {
      giveUp(FailureCause.SHUTDOWN);
    }
  }

  /** The grace period is over: the connection is closed. */
  void stopNow() {
    recall.ask(FailureCause.SHUTDOWN);
  }

  /** A worker that does not come back, from the application's own content for instance. */
  void abandon() {
    giveUp(FailureCause.SHUTDOWN);
  }
}
