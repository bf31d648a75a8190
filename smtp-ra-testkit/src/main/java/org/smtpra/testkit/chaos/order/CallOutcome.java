package org.smtpra.testkit.chaos.order;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;

/**
 * What a caller was told of one message.
 *
 * @param number the order's
 * @param failure how it failed; nothing for success
 * @param counted whether the factory's counters must have it: a lease that could not be had is no
 *     failed message
 * @param endpointKey the host, or an empty text
 * @param recipients what became of each
 * @param time when the call ran
 */
public record CallOutcome(
    int number,
    Optional<Failure> failure,
    boolean counted,
    String endpointKey,
    List<RecipientOutcome> recipients,
    CallTime time) {

  /** Copies the list. */
  public CallOutcome {
    recipients = List.copyOf(recipients);
  }

  /**
   * A failure in words.
   *
   * @param kind what may be done
   * @param reason why
   * @param stage how far it had got
   * @param safeToSendAgain what the caller was told of that
   * @param text the exception's message
   * @param transcript the last lines of the conversation
   */
  public record Failure(
      SmtpFailureKind kind,
      SmtpFailureReason reason,
      SmtpSendStage stage,
      boolean safeToSendAgain,
      String text,
      List<String> transcript)
      implements Serializable {

    /** Copies the list. */
    public Failure {
      transcript = List.copyOf(transcript);
    }

    /** Kind, reason and stage. */
    public String describe() {
      return kind + ", " + reason + " at " + stage;
    }
  }

  /**
   * When a call ran, by {@link System#nanoTime()} of the calling process.
   *
   * @param beganNanos its begin
   * @param sendBeganNanos when the send began, to which the deadline belongs: later where a lease
   *     was taken before
   * @param endedNanos its end
   */
  public record CallTime(long beganNanos, long sendBeganNanos, long endedNanos)
      implements Serializable {

    /** The same call by the clock of another process, in which it ended at this time. */
    public CallTime endedAt(long nanos) {
      long later = nanos - endedNanos;
      return new CallTime(beganNanos + later, sendBeganNanos + later, nanos);
    }

    /** How long it took. */
    public Duration took() {
      return Duration.ofNanos(endedNanos - beganNanos);
    }

    /** How long the send within it took. */
    public Duration sendTook() {
      return Duration.ofNanos(endedNanos - sendBeganNanos);
    }
  }

  /** The same with other times. */
  public CallOutcome with(CallTime other) {
    return new CallOutcome(number, failure, counted, endpointKey, recipients, other);
  }

  /** Whether it was told to be sent. */
  public boolean isSent() {
    return failure.isEmpty();
  }

  /** Whether the caller was told that nobody knows. */
  public boolean isUnknown() {
    return is(SmtpFailureKind.UNKNOWN_AFTER_DATA);
  }

  /** Whether it failed as this kind. */
  public boolean is(SmtpFailureKind kind) {
    return failure.filter(what -> what.kind() == kind).isPresent();
  }

  /** The recipients of this disposition. */
  public List<String> recipients(Disposition disposition) {
    return recipients.stream()
        .filter(outcome -> outcome.disposition() == disposition)
        .map(RecipientOutcome::address)
        .toList();
  }

  /** In one line. */
  public String describe() {
    Map<Disposition, List<String>> by =
        recipients.stream()
            .collect(
                Collectors.groupingBy(
                    RecipientOutcome::disposition,
                    TreeMap::new,
                    Collectors.mapping(RecipientOutcome::address, Collectors.toList())));
    return failure.map(f -> f.describe() + ": " + f.text()).orElse("SENT")
        + " by host \""
        + endpointKey
        + "\" after "
        + time.took().toMillis()
        + " ms; "
        + by;
  }
}
