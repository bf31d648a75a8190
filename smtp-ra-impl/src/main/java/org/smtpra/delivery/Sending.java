package org.smtpra.delivery;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.LogMessage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

/**
 * One message on its way: the attempts, the waits between them, and what its caller is told in the
 * end. Used by one thread.
 */
final class Sending {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final Dispatch.Means means;

  private final PreparedMessage message;
  private final int retries;
  private final RecipientTally tally;
  private int made;
  private int reached;
  private @Nullable SmtpFailure first;

  /** The failure of the last attempt, or what kept the next one from being made; null for none. */
  private @Nullable SmtpFailure last;

  private SendAttempt.@Nullable Sent sent;

  Sending(Dispatch.Means means, PreparedMessage message, int retries) {
    this.means = means;
    this.message = message;
    this.retries = retries;
    this.tally = new RecipientTally(message.envelope());
  }

  /** Makes attempts, with the waits between them, until the message is decided. */
  SmtpSendResult run(SendAttempt attempt) throws SmtpSendFailedException {
    Optional<Duration> wait = tryOnce(attempt);
    while (wait.isPresent() && pause(wait.get())) {
      wait = tryOnce(attempt);
    }
    return finish();
  }

  /** As {@link #run} behind a first attempt that has asked for this wait. */
  SmtpSendResult runAfter(Duration wait, SendAttempt attempt) throws SmtpSendFailedException {
    return pause(wait) ? run(attempt) : finish();
  }

  /** Makes an attempt; gives the wait before the next one, nothing where there is to be none. */
  Optional<Duration> tryOnce(SendAttempt attempt) {
    Optional<SmtpFailure> failure = attempt(attempt);
    Optional<Duration> hopeless = failure.flatMap(this::hopeless);
    if (hopeless.isPresent()) {
      failure = failure.map(e -> e.withRetryAfter(hopeless.get()));
    }
    last = failure.orElse(null);
    Optional<Duration> wait =
        made <= retries && hopeless.isEmpty() && calledOff().isEmpty()
            ? wait(failure)
            : Optional.empty();
    if (wait.isPresent()) {
      means.events().messageRetried(failure.map(SmtpFailure::classification), wait.get());
    }
    return wait;
  }

  private Optional<SmtpFailure> attempt(SendAttempt attempt) {
    made++;
    try {
      SendAttempt.Sent now = attempt.run(message.to(tally.remaining()));
      reached++;
      tally.heard(now.transaction().recipients());
      sent = sent == null ? now : sent;
      return Optional.empty();
    } catch (SmtpFailure e) {
      reached += e.classification().stage() == SmtpSendStage.ACQUIRE ? 0 : 1;
      tally.heard(e.recipients());
      first = first == null ? e : first;
      return Optional.of(e);
    } catch (RuntimeException | Error e) {
      if (sent == null) {
        throw e;
      }
      // Whoever heard of an error would send to all again, also to those who have the message.
      LogMessage.PARTLY_SENT.to(LOG, e);
      return Optional.of(broken(e));
    }
  }

  private SmtpFailure broken(Throwable e) {
    return new SmtpFailure(
        "the message could not be written again",
        FailureTable.before(SmtpSendStage.CONTENT, FailureCause.MESSAGE_INVALID),
        e);
  }

  /** How long every host is left alone still, where nobody would wait for one so long. */
  private Optional<Duration> hopeless(SmtpFailure failure) {
    return failure.classification().kind() == SmtpFailureKind.RETRYABLE_BEFORE_SEND
        ? means.hosts().hopelessFor(means.plan().delay(made))
        : Optional.empty();
  }

  private Optional<Duration> wait(Optional<SmtpFailure> failure) {
    if (!tally.isAnyLeft()) {
      return Optional.empty();
    }
    return failure.isPresent()
        ? means.plan().waitAfter(failure.get().classification(), made, message.limit())
        : means.plan().waitForDeferred(made, message.limit());
  }

  /**
   * What a server took for some stays sent, whatever becomes of those that are left; unless it is
   * unknown, which nobody must miss.
   */
  SmtpSendResult finish() throws SmtpSendFailedException {
    SendAttempt.Sent taken = sent;
    SmtpFailure failure = last;
    boolean unknown =
        failure != null && failure.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
    if (failure != null && (taken == null || unknown)) {
      throw failed(failure);
    }
    if (taken == null) {
      throw new IllegalStateException("neither sent nor failed");
    }
    SmtpSendResult result = result(taken);
    if (message.withdrawal().claimsOutcome()) {
      means.events().messageSent(result);
    }
    return result;
  }

  /** Waits for the next attempt; false where there will be none. */
  private boolean pause(Duration wait) {
    try {
      if (means.hosts().pause(wait, () -> calledOff().isPresent())) {
        return true;
      }
      last = CalledOff.failure(calledOff().orElse(FailureCause.SHUTDOWN), SmtpSendStage.ACQUIRE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      last = interrupted();
    }
    return false;
  }

  private Optional<FailureCause> calledOff() {
    return message.withdrawal().calledOff();
  }

  private static SmtpFailure interrupted() {
    return new SmtpFailure(
        "interrupted before the next attempt",
        FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.CANCELLED),
        null);
  }

  /** The first failure is never hidden by a later one. */
  private SmtpSendFailedException failed(SmtpFailure last) {
    SmtpFailure told = message.withdrawal().concluded(last).withRecipients(tally.outcomes());
    SmtpFailure before = first;
    if (before != null && before != last) {
      told.addSuppressed(before);
    }
    SmtpSendFailedException failure = FailureReport.of(told, reached, message.messageId());
    if (message.withdrawal().claimsOutcome()) {
      means.events().messageFailed(failure, means.since(message.startedNanos()));
    }
    return failure;
  }

  private SmtpSendResult result(SendAttempt.Sent taken) {
    return SmtpSendResult.builder()
        .endpointKey(taken.endpointKey())
        .attempts(reached)
        .messageId(message.messageId())
        .finalReply(taken.transaction().finalReply())
        .recipients(tally.outcomes())
        .acceptedAt(means.wallClock().instant())
        .elapsed(means.since(message.startedNanos()))
        .build();
  }
}
