package org.smtpra.jmx;

import org.smtpra.metrics.LastFailures;

/** The last failed message of one kind. Immutable. */
public final class FailureView {

  private final String kind;
  private final String reason;
  private final String stage;
  private final String replyCode;
  private final String endpointKey;
  private final String at;
  private final String messageId;

  /**
   * Reads it.
   *
   * @param failure what is known of it
   */
  public FailureView(LastFailures.Entry failure) {
    this.kind = failure.classification().kind().name();
    this.reason = failure.classification().reason().name();
    this.stage = failure.classification().stage().name();
    this.replyCode = failure.replyCode();
    this.endpointKey = failure.endpointKey();
    this.at = failure.at().toString();
    this.messageId = failure.messageId();
  }

  /** A constant of {@code SmtpFailureKind}. */
  public String getKind() {
    return kind;
  }

  /** A constant of {@code SmtpFailureReason}. */
  public String getReason() {
    return reason;
  }

  /** A constant of {@code SmtpSendStage}. */
  public String getStage() {
    return stage;
  }

  /** The server's codes, such as {@code 550 5.1.1}; empty where it had said nothing. */
  public String getReplyCode() {
    return replyCode;
  }

  /** {@code host:port}, empty where no host was involved. */
  public String getEndpointKey() {
    return endpointKey;
  }

  /** When its caller was told, in UTC, as ISO 8601 has it. */
  public String getAt() {
    return at;
  }

  /** The message's identity, for the server's log. */
  public String getMessageId() {
    return messageId;
  }
}
