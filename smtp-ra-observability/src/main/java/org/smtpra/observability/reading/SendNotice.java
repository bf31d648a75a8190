package org.smtpra.observability.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;

/**
 * What became of one message, as docs/reference/jmx.md has it. Immutable.
 *
 * @param startedAt when its caller asked for it
 * @param took until its caller was told
 * @param attempts how often a session had it, or was wanted for it
 * @param failure what went wrong
 * @param replyCode the last answer's codes, such as {@code 250 2.0.0}; an empty text for none
 * @param endpointKey {@code host:port} of the last host; an empty text for none
 * @param messageId the message's identity
 * @param steps its way
 */
public record SendNotice(
    Instant startedAt,
    Duration took,
    int attempts,
    Failure failure,
    String replyCode,
    String endpointKey,
    String messageId,
    List<SendStep> steps) {

  /** Copies the steps. */
  public SendNotice {
    steps = List.copyOf(steps);
  }

  /**
   * What went wrong.
   *
   * @param reason a constant of {@code SmtpFailureReason}, or {@code OK}
   * @param kind a constant of {@code SmtpFailureKind}; an empty text for none
   * @param stage a constant of {@code SmtpSendStage}; an empty text for none
   */
  public record Failure(String reason, String kind, String stage) {

    /**
     * Whether anything did.
     *
     * @return true unless a server took the message
     */
    public boolean happened() {
      return !kind.isEmpty();
    }
  }

  /**
   * Reads what a bean has told.
   *
   * @param row the user data of its notification
   * @return its values
   */
  public static SendNotice of(CompositeData row) {
    return new SendNotice(
        instant((Long) row.get("startedAtNanos")),
        Duration.ofNanos((Long) row.get("nanos")),
        (Integer) row.get("attempts"),
        new Failure(
            (String) row.get("outcome"), (String) row.get("kind"), (String) row.get("stage")),
        (String) row.get("replyCode"),
        (String) row.get("endpointKey"),
        messageId(row),
        Stream.of((CompositeData[]) row.get("steps")).map(SendStep::of).toList());
  }

  /**
   * Reads which message it is.
   *
   * @param row the user data of its notification
   * @return the message's identity
   */
  public static String messageId(CompositeData row) {
    return (String) row.get("messageId");
  }

  static Instant instant(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }
}
