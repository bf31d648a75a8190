package org.smtpra;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A message that a server took. Immutable and thread safe. */
public final class SmtpSendResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String endpointKey;
  private final int attempts;
  private final String messageId;
  private final SmtpReply finalReply;
  private final List<RecipientOutcome> recipients;
  private final Instant acceptedAt;
  private final Duration elapsed;

  private SmtpSendResult(Builder builder) {
    endpointKey = builder.endpointKey;
    attempts = builder.attempts;
    messageId = builder.messageId;
    finalReply = builder.finalReply;
    recipients = builder.recipients;
    acceptedAt = builder.acceptedAt;
    elapsed = builder.elapsed;
  }

  /**
   * Starts a result. Applications need it only to imitate a factory in their own tests.
   *
   * @return a new builder, not thread safe
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The host that took the message.
   *
   * @return {@code host:port} as configured
   */
  public String endpointKey() {
    return endpointKey;
  }

  /**
   * How many attempts it took.
   *
   * @return 1 or more
   */
  public int attempts() {
    return attempts;
  }

  /**
   * The message's identity.
   *
   * @return the Message-ID header, with its angle brackets
   */
  public String messageId() {
    return messageId;
  }

  /**
   * The server's last word, which often holds its queue id.
   *
   * @return the reply to the content; where the recipients were too many for one transaction, the
   *     reply to the last one that was taken, and {@link #recipients()} has the others
   */
  public SmtpReply finalReply() {
    return finalReply;
  }

  /**
   * What became of each recipient.
   *
   * @return one outcome a recipient, in the order of the envelope
   */
  public List<RecipientOutcome> recipients() {
    return recipients;
  }

  /**
   * When the server's last word was read.
   *
   * @return wall-clock time
   */
  public Instant acceptedAt() {
    return acceptedAt;
  }

  /**
   * How long the call took, from its start to the server's last word, waiting included.
   *
   * @return the time, measured on a monotonic clock
   */
  public Duration elapsed() {
    return elapsed;
  }

  @Override
  public String toString() {
    return messageId
        + " taken by "
        + endpointKey
        + " in "
        + elapsed.toMillis()
        + " ms, attempt "
        + attempts
        + ": "
        + finalReply;
  }

  /** Collects the parts of a result. Not thread safe. */
  public static final class Builder {

    private String endpointKey = "";
    private int attempts = 1;
    private String messageId = "";
    private SmtpReply finalReply = new SmtpReply(250, "", List.of());
    private List<RecipientOutcome> recipients = List.of();
    private Instant acceptedAt = Instant.EPOCH;
    private Duration elapsed = Duration.ZERO;

    private Builder() {}

    /**
     * Sets the host.
     *
     * @param value {@code host:port}
     * @return this
     */
    public Builder endpointKey(String value) {
      endpointKey = Objects.requireNonNull(value, "endpointKey");
      return this;
    }

    /**
     * Sets the number of attempts.
     *
     * @param value 1 or more
     * @return this
     */
    public Builder attempts(int value) {
      attempts = value;
      return this;
    }

    /**
     * Sets the message's identity.
     *
     * @param value the Message-ID with its angle brackets
     * @return this
     */
    public Builder messageId(String value) {
      messageId = Objects.requireNonNull(value, "messageId");
      return this;
    }

    /**
     * Sets the server's last word.
     *
     * @param value the reply to the content
     * @return this
     */
    public Builder finalReply(SmtpReply value) {
      finalReply = Objects.requireNonNull(value, "finalReply");
      return this;
    }

    /**
     * Sets the outcomes.
     *
     * @param value one outcome a recipient
     * @return this
     */
    public Builder recipients(List<RecipientOutcome> value) {
      recipients = List.copyOf(value);
      return this;
    }

    /**
     * Sets the time of acceptance.
     *
     * @param value wall-clock time
     * @return this
     */
    public Builder acceptedAt(Instant value) {
      acceptedAt = Objects.requireNonNull(value, "acceptedAt");
      return this;
    }

    /**
     * Sets the duration of the call.
     *
     * @param value the time
     * @return this
     */
    public Builder elapsed(Duration value) {
      elapsed = Objects.requireNonNull(value, "elapsed");
      return this;
    }

    /**
     * Builds the result.
     *
     * @return an immutable result
     */
    public SmtpSendResult build() {
      return new SmtpSendResult(this);
    }
  }
}
