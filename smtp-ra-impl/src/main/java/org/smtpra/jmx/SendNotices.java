package org.smtpra.jmx;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.event.ConversationTimes;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.jmx.SendJournal.Step;

/**
 * Tells whoever listens to the bean of each message when it is decided: when it began, how long it
 * took, what came of it, and the steps of its way. Told on the thread that sends, so that a tracer
 * finds the span of its caller there; of a message that is sent in the background, its caller's
 * thread tells before that it was submitted. While nobody listens, nothing is noted. The rows have
 * hosts, times, codes and constants: no recipient, no text of a server. Thread safe.
 */
public final class SendNotices implements SmtpEventListener {

  private final Clock clock;
  private final SendJournal journal;
  private final NoticeListeners listeners = new NoticeListeners();
  private final AtomicLong number = new AtomicLong();
  private volatile @Nullable ObjectName bean;

  /**
   * Nobody listens yet.
   *
   * @param clock the wall clock
   */
  public SendNotices(Clock clock) {
    this.clock = clock;
    this.journal = new SendJournal(clock);
  }

  /** Who listens. */
  public NoticeListeners listeners() {
    return listeners;
  }

  /**
   * Says whose notices these are; before, there are none.
   *
   * @param name the bean's
   */
  public void registeredAs(ObjectName name) {
    bean = name;
  }

  @Override
  public void messageBegins(String messageId) {
    if (!listeners.isEmpty()) {
      journal.begin(messageId);
    }
  }

  @Override
  public void messageRests(String messageId) {
    journal.rest(messageId);
  }

  @Override
  public void messageEnds() {
    journal.end();
  }

  @Override
  public void leaseAwaited(Duration waited) {
    if (!listeners.isEmpty()) {
      journal.ended(Step.of(NoticeStep.LEASE), waited);
    }
  }

  @Override
  public void leaseRefused(SmtpFailureClassification why) {
    if (!listeners.isEmpty()) {
      journal.ended(Step.failed(NoticeStep.LEASE_REFUSED, why, ""), Duration.ZERO);
    }
  }

  @Override
  public void sessionOpened(String endpointKey, Duration took, ConversationTimes times) {
    sessionUsed(endpointKey, times);
  }

  @Override
  public void sessionOpenFailed(String endpointKey, SmtpFailureClassification why) {
    if (!listeners.isEmpty()) {
      journal.ended(Step.failed(NoticeStep.OPEN_FAILED, why, endpointKey), Duration.ZERO);
    }
  }

  @Override
  public void sessionUsed(String endpointKey, ConversationTimes times) {
    if (!listeners.isEmpty()) {
      journal.stages(endpointKey, times);
    }
  }

  @Override
  public void messageRetried(Optional<SmtpFailureClassification> why, Duration wait) {
    if (!listeners.isEmpty()) {
      Step step =
          why.map(failure -> Step.failed(NoticeStep.RETRY, failure, ""))
              .orElse(new Step(NoticeStep.RETRY, "", "RECIPIENTS_DEFERRED", ""));
      journal.begins(step, wait);
    }
  }

  @Override
  public void messageSent(SmtpSendResult result) {
    if (!listeners.isEmpty()) {
      Map<String, Object> row = row(result.elapsed(), Optional.of(result.finalReply()));
      row.putAll(Map.of("outcome", "OK", "kind", "", "stage", ""));
      row.putAll(
          Map.of(
              "endpointKey", result.endpointKey(),
              "messageId", result.messageId(),
              "attempts", result.attempts()));
      tell(NoticeListeners.SEND, NoticeRow.send(row));
    }
  }

  @Override
  public void messageSubmitted(String messageId) {
    if (!listeners.isEmpty()) {
      tell(NoticeListeners.SUBMIT, messageId);
    }
  }

  @Override
  public void messageFailed(SmtpSendFailedException failure, Duration elapsed) {
    if (!listeners.isEmpty()) {
      SmtpFailureClassification what = failure.classification();
      Map<String, Object> row = row(elapsed, what.reply());
      row.putAll(
          Map.of(
              "outcome", what.reason().name(),
              "kind", what.kind().name(),
              "stage", what.stage().name()));
      row.putAll(
          Map.of(
              "endpointKey", failure.endpointKey(),
              "messageId", failure.messageId(),
              "attempts", failure.attempts()));
      tell(NoticeListeners.SEND, NoticeRow.send(row));
    }
  }

  private Map<String, Object> row(Duration elapsed, Optional<SmtpReply> reply) {
    Instant began = clock.instant().minus(elapsed);
    Map<String, Object> row = new HashMap<>();
    row.put("startedAtNanos", SendJournal.nanos(began));
    row.put("nanos", elapsed.toNanos());
    row.put(
        "replyCode",
        reply.map(each -> (each.code() + " " + each.enhancedCode()).strip()).orElse(""));
    row.put("steps", journal.steps());
    return row;
  }

  private void tell(String type, Object data) {
    ObjectName source = bean;
    if (source != null) {
      Notification notice =
          new Notification(type, source, number.incrementAndGet(), clock.millis());
      notice.setUserData(data);
      listeners.tell(notice);
    }
  }
}
