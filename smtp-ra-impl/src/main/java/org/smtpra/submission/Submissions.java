package org.smtpra.submission;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendStage;
import org.smtpra.SmtpSubmission;
import org.smtpra.config.SubmissionRules;
import org.smtpra.delivery.CalledOff;
import org.smtpra.delivery.PreparedMessage;
import org.smtpra.delivery.SendAttempt;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

/**
 * Sends messages in the background: a bounded line, and workers that begin when somebody waits and
 * end when nobody does. No method but {@link #finish} waits; every message that was taken is told
 * of, also when the adapter stops. Thread safe.
 */
public final class Submissions {

  /** For workers whose connections have just been closed. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final SubmissionRules rules;
  private final Means means;
  private final Executor launcher;
  private final WaitingLine line;

  /**
   * Creates it without a worker.
   *
   * @param rules how many may wait, how many are sent at a time
   * @param means what sends them
   * @param launcher runs a worker, on a thread that may wait; must not wait for it to begin
   */
  public Submissions(SubmissionRules rules, Means means, Executor launcher) {
    this.rules = rules;
    this.means = means;
    this.launcher = launcher;
    this.line = new WaitingLine(rules);
  }

  /**
   * Takes a message. It is prepared on the caller's thread, where its class loader is.
   *
   * @param message the caller's message
   * @param options the caller's options
   * @param attempt makes one attempt, with a lease of its own
   * @return what tells how it went
   */
  public SmtpSubmission submit(MimeMessage message, SmtpSendOptions options, SendAttempt attempt) {
    Optional<FailureCause> refused = line.takePlace();
    if (refused.isPresent()) {
      means.events().submissionRefused();
      return new Ended(means.sender().refuse(message, refusal(refused.get())));
    }
    PreparedMessage prepared = null;
    try {
      prepared = means.sender().prepare(message, options);
    } catch (SmtpSendFailedException e) {
      return new Ended(e);
    } finally {
      if (prepared == null) {
        line.leavePlace();
      }
    }
    return queue(new Submission(means, line, prepared, attempt));
  }

  private SmtpFailure refusal(FailureCause why) {
    String text =
        why == FailureCause.QUEUE_FULL
            ? rules.queueCapacity() + " messages wait already to be sent (asyncQueueCapacity)"
            : CalledOff.text(why);
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.ACQUIRE, why), null);
  }

  private Submission queue(Submission submission) {
    submission.toldOf();
    if (!line.join(submission)) {
      means.events().submissionRefused();
      submission.giveUp(FailureCause.SHUTDOWN);
    } else if (line.hireWorker()) {
      launch();
    }
    return submission;
  }

  /** Without any thread, messages fail at once instead of waiting for who knows what. */
  private void launch() {
    try {
      launcher.execute(this::work);
    } catch (RuntimeException | OutOfMemoryError e) {
      SmtpFailure failure =
          new SmtpFailure(
              "no thread could be had to send the message: " + e,
              FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.ALLOCATION_FAILED),
              e);
      line.workerMissing().forEach(submission -> submission.giveUp(failure));
    }
  }

  private void work() {
    Submission submission = line.next();
    while (submission != null) {
      try {
        submission.run();
      } finally {
        line.done(submission);
      }
      submission = line.next();
    }
  }

  /** Gives up those whose deadline has passed while they waited; to be called again and again. */
  public void expire() {
    line.takeOverdue().forEach(Submission::expire);
  }

  /**
   * Takes no more. Those who wait for a worker, a host or a lease are told at once; what is being
   * sent may go on until {@link #finish}.
   */
  public void close() {
    line.close().forEach(submission -> submission.giveUp(FailureCause.SHUTDOWN));
    line.sending().forEach(Submission::stopIfIdle);
  }

  /** Ends what is being sent, by its stage; in the end nobody is left who was not told. */
  public void finish() {
    close();
    line.sending().forEach(Submission::stopNow);
    line.awaitQuiet(LAST_WORDS);
    line.sending().forEach(Submission::abandon);
  }

  /** What goes on at this moment. */
  public SubmissionStatus status() {
    return line.status();
  }
}
