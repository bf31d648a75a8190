package org.smtpra;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exact answer to "what happened, and may I send it again?". Immutable and thread safe. */
public final class SmtpFailureClassification implements Serializable {

  private static final long serialVersionUID = 1L;

  private final SmtpFailureKind kind;
  private final SmtpFailureReason reason;
  private final SmtpSendStage stage;
  private final @Nullable SmtpReply reply;
  private final @Nullable Duration retryAfter;

  private SmtpFailureClassification(
      SmtpFailureKind kind,
      SmtpFailureReason reason,
      SmtpSendStage stage,
      @Nullable SmtpReply reply,
      @Nullable Duration retryAfter) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.reason = Objects.requireNonNull(reason, "reason");
    this.stage = Objects.requireNonNull(stage, "stage");
    this.reply = reply;
    this.retryAfter = retryAfter;
  }

  /**
   * Creates a classification without a server's reply.
   *
   * @param kind what may be done
   * @param reason why
   * @param stage how far the send had got
   * @return the classification
   */
  public static SmtpFailureClassification of(
      SmtpFailureKind kind, SmtpFailureReason reason, SmtpSendStage stage) {
    return new SmtpFailureClassification(kind, reason, stage, null, null);
  }

  /**
   * The same classification with the reply that decided.
   *
   * @param deciding the server's reply
   * @return a new classification
   */
  public SmtpFailureClassification withReply(SmtpReply deciding) {
    return new SmtpFailureClassification(kind, reason, stage, deciding, retryAfter);
  }

  /**
   * The same classification with the time to wait before sending again.
   *
   * @param wait the time, from the moment of the failure
   * @return a new classification
   */
  public SmtpFailureClassification withRetryAfter(Duration wait) {
    return new SmtpFailureClassification(kind, reason, stage, reply, wait);
  }

  /**
   * What may be done.
   *
   * @return the kind
   */
  public SmtpFailureKind kind() {
    return kind;
  }

  /**
   * Why the send failed.
   *
   * @return the reason
   */
  public SmtpFailureReason reason() {
    return reason;
  }

  /**
   * How far the send had got.
   *
   * @return the stage
   */
  public SmtpSendStage stage() {
    return stage;
  }

  /**
   * The server's reply that decided.
   *
   * @return the reply, empty where no reply did
   */
  public Optional<SmtpReply> reply() {
    return Optional.ofNullable(reply);
  }

  /**
   * How long to wait before sending again, where that is known.
   *
   * @return the time from the moment of the failure, empty where nothing is known
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * Tells whether sending the same message again, to the recipients that {@link
   * SmtpSendFailedException#recipientsToSendAgain()} names, cannot deliver it twice and is not
   * known to fail.
   *
   * @return true if the same message may be sent again
   */
  public boolean safeToSendAgain() {
    return kind.safeToSendAgain();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SmtpFailureClassification that
        && kind == that.kind
        && reason == that.reason
        && stage == that.stage
        && Objects.equals(reply, that.reply)
        && Objects.equals(retryAfter, that.retryAfter);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, reason, stage, reply, retryAfter);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(kind).append(" (").append(reason);
    text.append(" at ").append(stage);
    if (reply != null) {
      text.append(": ").append(reply);
    }
    if (retryAfter != null) {
      text.append(", retry after ").append(retryAfter.toMillis()).append(" ms");
    }
    return text.append(')').toString();
  }
}
