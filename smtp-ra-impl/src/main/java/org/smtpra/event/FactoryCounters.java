package org.smtpra.event;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendResult;

/** Counts what happened since the factory was configured. Thread safe. */
public final class FactoryCounters implements SmtpEventListener {

  private final Map<String, LongAdder> opened = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> closed = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> openFailures = new ConcurrentHashMap<>();
  private final Map<SmtpFailureKind, LongAdder> failed = new ConcurrentHashMap<>();
  private final LongAdder leasesTaken = new LongAdder();
  private final LongAdder sent = new LongAdder();

  @Override
  public void sessionOpened(String endpointKey) {
    increment(opened, endpointKey);
  }

  @Override
  public void sessionOpenFailed(String endpointKey, SmtpFailureClassification why) {
    increment(openFailures, endpointKey);
  }

  @Override
  public void sessionClosed(String endpointKey, SessionEnd why) {
    increment(closed, endpointKey);
  }

  @Override
  public void leaseTaken() {
    leasesTaken.increment();
  }

  @Override
  public void messageSent(SmtpSendResult result) {
    sent.increment();
  }

  @Override
  public void messageFailed(SmtpFailureClassification why) {
    increment(failed, why.kind());
  }

  private static <K> void increment(Map<K, LongAdder> counters, K key) {
    counters.computeIfAbsent(key, k -> new LongAdder()).increment();
  }

  private static <K> long read(Map<K, LongAdder> counters, K key) {
    LongAdder counter = counters.get(key);
    return counter == null ? 0 : counter.sum();
  }

  public long sessionsOpened(String endpointKey) {
    return read(opened, endpointKey);
  }

  /**
   * Sessions that are open now; a closing is read first, so that the difference is never negative.
   */
  public int openSessions(String endpointKey) {
    long ended = read(closed, endpointKey);
    return (int) (read(opened, endpointKey) - ended);
  }

  public long openFailures(String endpointKey) {
    return read(openFailures, endpointKey);
  }

  public long leasesTaken() {
    return leasesTaken.sum();
  }

  public long sent() {
    return sent.sum();
  }

  /** Messages that failed, by kind; kinds that never occurred are absent. */
  public Map<SmtpFailureKind, Long> failed() {
    Map<SmtpFailureKind, Long> result = new EnumMap<>(SmtpFailureKind.class);
    failed.forEach((kind, counter) -> result.put(kind, counter.sum()));
    return result;
  }
}
