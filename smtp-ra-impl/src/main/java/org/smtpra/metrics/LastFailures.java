package org.smtpra.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.event.SmtpEventListener;

/**
 * The last failed message of each kind. Keeps codes and constants only: what a server says may name
 * a recipient. Thread safe.
 */
public final class LastFailures implements SmtpEventListener {

  private final Map<SmtpFailureKind, Entry> last = new ConcurrentHashMap<>();
  private final Clock clock;

  /**
   * None yet.
   *
   * @param clock the wall clock
   */
  public LastFailures(Clock clock) {
    this.clock = clock;
  }

  /**
   * One failure.
   *
   * @param at when its caller was told
   * @param classification kind, reason and stage; its reply's text is not for people
   * @param endpointKey the host, an empty text for none
   * @param messageId the message
   */
  public record Entry(
      Instant at, SmtpFailureClassification classification, String endpointKey, String messageId) {

    /** The server's code and enhanced code; an empty text where it had said nothing. */
    public String replyCode() {
      return classification.reply().map(Entry::codes).orElse("");
    }

    private static String codes(SmtpReply reply) {
      return (reply.code() + " " + reply.enhancedCode()).strip();
    }
  }

  @Override
  public void messageFailed(SmtpSendFailedException failure, Duration elapsed) {
    SmtpFailureClassification what = failure.classification();
    Entry entry = new Entry(clock.instant(), what, failure.endpointKey(), failure.messageId());
    last.put(what.kind(), entry);
  }

  /** The failures so far; kinds that never occurred are absent. */
  public Map<SmtpFailureKind, Entry> byKind() {
    Map<SmtpFailureKind, Entry> sorted = new EnumMap<>(SmtpFailureKind.class);
    sorted.putAll(last);
    return sorted;
  }
}
