package org.smtpra.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

/**
 * Sends a message until it is decided: attempts, the waits between them, and what the caller is
 * told in the end. No lease is held during a wait. Thread safe.
 */
public final class Dispatch {

  private final Means means;

  /**
   * Creates it.
   *
   * @param plan how often and how soon
   * @param events hears of every outcome
   * @param hosts tells whether another attempt can find a host, and ends a wait when the adapter
   *     stops
   * @param nanoTime the monotonic clock, for durations
   * @param wallClock for the time of acceptance
   */
  public Dispatch(
      RetryPlan plan,
      SmtpEventListener events,
      HostAdmission hosts,
      LongSupplier nanoTime,
      Clock wallClock) {
    this.means = new Means(plan, events, hosts, nanoTime, wallClock);
  }

  /**
   * Sends a message, again where that cannot deliver it twice.
   *
   * @param message the prepared message
   * @param attempt makes one attempt
   * @return the public result
   * @throws SmtpSendFailedException if it was not sent, or it is unknown whether it was
   */
  public SmtpSendResult send(PreparedMessage message, SendAttempt attempt)
      throws SmtpSendFailedException {
    return watched(message, begin(message), attempt);
  }

  /**
   * Sends a message over a lease that the caller goes on holding: so there is one attempt.
   *
   * @param message the prepared message
   * @param attempt makes it
   * @return the public result
   * @throws SmtpSendFailedException if it was not sent, or it is unknown whether it was
   */
  public SmtpSendResult sendOnce(PreparedMessage message, SendAttempt attempt)
      throws SmtpSendFailedException {
    return watched(message, beginOnce(message), attempt);
  }

  private SmtpSendResult watched(PreparedMessage message, Sending sending, SendAttempt attempt)
      throws SmtpSendFailedException {
    begins(message);
    try {
      return sending.run(attempt);
    } finally {
      ends();
    }
  }

  /** What listeners hear on this thread from here on belongs to this message. */
  void begins(PreparedMessage message) {
    means.events().messageBegins(message.messageId());
  }

  /** What {@link #begins} has begun goes on later, on the same thread. */
  void rests(PreparedMessage message) {
    means.events().messageRests(message.messageId());
  }

  /** The end of what {@link #begins} has begun. */
  void ends() {
    means.events().messageEnds();
  }

  /** A message on its way, of which every attempt is its user's to make. */
  Sending begin(PreparedMessage message) {
    int retries = message.retries().orElse(means.plan().attemptsAfterTheFirst());
    return new Sending(means, message, retries);
  }

  /** The same for one attempt. */
  Sending beginOnce(PreparedMessage message) {
    return new Sending(means, message, 0);
  }

  /**
   * Makes the public exception of a message that cannot be prepared.
   *
   * @param failure what is wrong with it
   * @param messageId its identity, or an empty text
   * @param startedNanos when its caller came
   * @return the exception, counted as a failed message
   */
  public SmtpSendFailedException unsendable(
      SmtpFailure failure, String messageId, long startedNanos) {
    SmtpSendFailedException told = FailureReport.of(failure, 0, messageId);
    means.events().messageFailed(told, means.since(startedNanos));
    return told;
  }

  /**
   * Makes the public exception of a prepared message that gets no attempt, or no other one.
   *
   * @param message the prepared message
   * @param failure why, with what became of the recipients
   * @return the exception, counted as a failed message unless its outcome was counted before
   */
  public SmtpSendFailedException givenUp(PreparedMessage message, SmtpFailure failure) {
    SmtpSendFailedException told =
        FailureReport.of(message.withdrawal().concluded(failure), 0, message.messageId());
    if (message.withdrawal().claimsOutcome()) {
      means.events().messageFailed(told, means.since(message.startedNanos()));
    }
    return told;
  }

  /**
   * Makes the public exception of a message whose sending broke on our side or in the caller's own
   * code, at a place that nobody knows: so it is in doubt.
   */
  SmtpSendFailedException inDoubt(Throwable error, PreparedMessage message) {
    SmtpFailure failure =
        new SmtpFailure(
            "sending the message broke: " + error,
            FailureTable.behind(FailureCause.MESSAGE_INVALID),
            error);
    List<RecipientOutcome> recipients =
        message.envelope().recipients().stream()
            .map(one -> new RecipientOutcome(one.address(), Disposition.UNKNOWN, Optional.empty()))
            .toList();
    SmtpSendFailedException told =
        FailureReport.of(failure.withRecipients(recipients), 1, message.messageId());
    means.events().messageFailed(told, means.since(message.startedNanos()));
    return told;
  }

  /** The monotonic clock's time. */
  long nanoTime() {
    return means.nanoTime().getAsLong();
  }

  /** What every message on its way needs. */
  record Means(
      RetryPlan plan,
      SmtpEventListener events,
      HostAdmission hosts,
      LongSupplier nanoTime,
      Clock wallClock) {

    Duration since(long startedNanos) {
      return Duration.ofNanos(nanoTime.getAsLong() - startedNanos);
    }
  }
}
