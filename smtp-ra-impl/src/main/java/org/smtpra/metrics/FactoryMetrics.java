package org.smtpra.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.RecipientOutcome;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.event.ConversationTimes;
import org.smtpra.event.SessionEnd;
import org.smtpra.event.SmtpEventListener;

/** Counts what happened since the factory was configured, each event once. Thread safe. */
public final class FactoryMetrics implements SmtpEventListener {

  private static final String DEFERRED = "RECIPIENTS_DEFERRED";

  private final FigureBook book = new FigureBook();

  @Override
  public void sessionOpened(String endpointKey, Duration took, ConversationTimes times) {
    book.time(took.toNanos(), SmtpMetric.SESSIONS_OPENED, endpointKey);
    stages(endpointKey, times);
  }

  @Override
  public void sessionUsed(String endpointKey, ConversationTimes times) {
    stages(endpointKey, times);
    book.add(times.roundTrips(), SmtpMetric.SEND_ROUND_TRIPS, endpointKey);
  }

  private void stages(String endpointKey, ConversationTimes times) {
    times
        .stages()
        .forEach(
            (stage, took) ->
                book.time(took.toNanos(), SmtpMetric.STAGE_DURATION, endpointKey, stage.name()));
  }

  @Override
  public void sessionOpenFailed(String endpointKey, SmtpFailureClassification why) {
    book.count(
        SmtpMetric.SESSIONS_OPEN_FAILED, endpointKey, why.stage().name(), why.reason().name());
  }

  @Override
  public void sessionClosed(String endpointKey, SessionEnd why) {
    book.count(SmtpMetric.SESSIONS_ENDED, endpointKey, why.name());
  }

  @Override
  public void openingSuppressed() {
    book.count(SmtpMetric.OPENINGS_SUPPRESSED);
  }

  @Override
  public void leaseTaken() {
    book.count(SmtpMetric.LEASES_TAKEN);
  }

  @Override
  public void leaseAwaited(Duration waited) {
    book.time(waited.toNanos(), SmtpMetric.LEASE_WAIT);
  }

  @Override
  public void leaseRefused(SmtpFailureClassification why) {
    if (why.kind() == SmtpFailureKind.POOL_EXHAUSTED) {
      book.count(SmtpMetric.LEASE_EXHAUSTED);
    }
  }

  @Override
  public void leaseReturned(Duration held) {
    book.time(held.toNanos(), SmtpMetric.LEASE_DURATION);
  }

  @Override
  public void leaseReturnIgnored() {
    book.count(SmtpMetric.LEASE_RETURN_IGNORED);
  }

  @Override
  public void tokenFetched(Duration took) {
    book.time(took.toNanos(), SmtpMetric.TOKEN_REFRESHES);
  }

  @Override
  public void tokenFailed(boolean refused) {
    SmtpFailureReason why =
        refused
            ? SmtpFailureReason.AUTHENTICATION_REFUSED
            : SmtpFailureReason.AUTHENTICATION_TEMPORARY;
    book.count(SmtpMetric.TOKEN_FAILURES, why.name());
  }

  @Override
  public void messageSent(SmtpSendResult result) {
    book.count(SmtpMetric.SEND_SUCCESS, result.endpointKey());
    ended(result.elapsed(), result.recipients());
  }

  @Override
  public void messageRetried(Optional<SmtpFailureClassification> why, Duration wait) {
    book.count(SmtpMetric.SEND_RETRIES, why.map(what -> what.reason().name()).orElse(DEFERRED));
    why.ifPresent(this::classified);
  }

  @Override
  public void messageFailed(SmtpSendFailedException failure, Duration elapsed) {
    SmtpFailureClassification what = failure.classification();
    if (what.kind() == SmtpFailureKind.CANCELLED) {
      book.count(SmtpMetric.SEND_CANCELLED, what.stage().name());
    } else {
      book.count(SmtpMetric.SEND_FAILED, what.kind().name(), what.stage().name());
    }
    classified(what);
    ended(elapsed, failure.recipients());
  }

  private void classified(SmtpFailureClassification what) {
    book.count(
        SmtpMetric.SEND_CLASSIFIED, what.kind().name(), what.stage().name(), what.reason().name());
  }

  private void ended(Duration elapsed, List<RecipientOutcome> recipients) {
    book.time(elapsed.toNanos(), SmtpMetric.SEND_DURATION);
    recipients.forEach(
        recipient -> book.count(SmtpMetric.RECIPIENTS, recipient.disposition().name()));
  }

  @Override
  public void submissionBegan(Duration waited) {
    book.time(waited.toNanos(), SmtpMetric.ASYNC_WAIT);
  }

  @Override
  public void submissionRefused() {
    book.count(SmtpMetric.ASYNC_REJECTED);
  }

  @Override
  public void hostDown(String endpointKey, int failures, Duration pause, String why) {
    if (failures == 1) {
      book.count(SmtpMetric.HOST_DOWN, endpointKey);
    }
  }

  @Override
  public void hostProbed(String endpointKey) {
    book.count(SmtpMetric.HOST_PROBES, endpointKey);
  }

  public long sessionsOpened(String endpointKey) {
    return book.events(SmtpMetric.SESSIONS_OPENED, endpointKey);
  }

  /** Sessions that are open now; a closing is read first, so the difference is never negative. */
  public int openSessions(String endpointKey) {
    long ended = book.events(SmtpMetric.SESSIONS_ENDED, endpointKey);
    return (int) (sessionsOpened(endpointKey) - ended);
  }

  public long openFailures(String endpointKey) {
    return book.events(SmtpMetric.SESSIONS_OPEN_FAILED, endpointKey);
  }

  public long leasesTaken() {
    return book.events(SmtpMetric.LEASES_TAKEN);
  }

  public long sent() {
    return book.events(SmtpMetric.SEND_SUCCESS);
  }

  /** Messages that failed or were cancelled, by kind; kinds that never occurred are absent. */
  public Map<SmtpFailureKind, Long> failed() {
    Map<SmtpFailureKind, Long> result = new EnumMap<>(SmtpFailureKind.class);
    for (SmtpFailureKind kind : SmtpFailureKind.values()) {
      long events =
          kind == SmtpFailureKind.CANCELLED
              ? book.events(SmtpMetric.SEND_CANCELLED)
              : book.events(SmtpMetric.SEND_FAILED, kind.name());
      if (events > 0) {
        result.put(kind, events);
      }
    }
    return result;
  }

  /**
   * Everything, by name.
   *
   * @param gauges the levels at this moment
   * @return the samples; tags that never occurred are absent
   */
  public List<MetricSample> samples(List<MetricSample> gauges) {
    List<MetricSample> all = new ArrayList<>(book.samples());
    all.addAll(DerivedSamples.of(List.copyOf(all)));
    all.addAll(gauges);
    all.sort(
        Comparator.comparing((MetricSample sample) -> sample.metric().metricName())
            .thenComparing(MetricSample::tagText));
    return all;
  }
}
