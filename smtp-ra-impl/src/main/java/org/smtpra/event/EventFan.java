package org.smtpra.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;

/**
 * Tells several listeners the same, one after another, each behind a {@link ListenerGuard}: none of
 * them can break what it hears of, or the others. Thread safe if they are.
 */
public final class EventFan implements SmtpEventListener {

  private final LongSupplier nanoTime;
  private final List<ListenerGuard> listeners;

  private EventFan(LongSupplier nanoTime, List<ListenerGuard> listeners) {
    this.nanoTime = nanoTime;
    this.listeners = listeners;
  }

  /**
   * A listener for several.
   *
   * @param nanoTime the monotonic clock
   * @param listeners who hears
   * @return one that tells them all
   */
  public static SmtpEventListener of(LongSupplier nanoTime, SmtpEventListener... listeners) {
    return new EventFan(
        nanoTime, Arrays.stream(listeners).map(one -> new ListenerGuard(one, nanoTime)).toList());
  }

  private void tell(Consumer<SmtpEventListener> event) {
    long now = nanoTime.getAsLong();
    for (ListenerGuard listener : listeners) {
      now = listener.tell(event, now);
    }
  }

  @Override
  public void sessionOpened(String endpointKey, Duration took, ConversationTimes times) {
    tell(listener -> listener.sessionOpened(endpointKey, took, times));
  }

  @Override
  public void sessionUsed(String endpointKey, ConversationTimes times) {
    tell(listener -> listener.sessionUsed(endpointKey, times));
  }

  @Override
  public void sessionOpenFailed(String endpointKey, SmtpFailureClassification why) {
    tell(listener -> listener.sessionOpenFailed(endpointKey, why));
  }

  @Override
  public void sessionClosed(String endpointKey, SessionEnd why) {
    tell(listener -> listener.sessionClosed(endpointKey, why));
  }

  @Override
  public void openingSuppressed() {
    tell(SmtpEventListener::openingSuppressed);
  }

  @Override
  public void leaseTaken() {
    tell(SmtpEventListener::leaseTaken);
  }

  @Override
  public void leaseAwaited(Duration waited) {
    tell(listener -> listener.leaseAwaited(waited));
  }

  @Override
  public void leaseRefused(SmtpFailureClassification why) {
    tell(listener -> listener.leaseRefused(why));
  }

  @Override
  public void leaseReturned(Duration held) {
    tell(listener -> listener.leaseReturned(held));
  }

  @Override
  public void leaseReturnIgnored() {
    tell(SmtpEventListener::leaseReturnIgnored);
  }

  @Override
  public void tokenFetched(Duration took) {
    tell(listener -> listener.tokenFetched(took));
  }

  @Override
  public void tokenFailed(boolean refused) {
    tell(listener -> listener.tokenFailed(refused));
  }

  @Override
  public void messageBegins(String messageId) {
    tell(listener -> listener.messageBegins(messageId));
  }

  @Override
  public void messageRests(String messageId) {
    tell(listener -> listener.messageRests(messageId));
  }

  @Override
  public void messageEnds() {
    tell(SmtpEventListener::messageEnds);
  }

  @Override
  public void messageSent(SmtpSendResult result) {
    tell(listener -> listener.messageSent(result));
  }

  @Override
  public void messageRetried(Optional<SmtpFailureClassification> why, Duration wait) {
    tell(listener -> listener.messageRetried(why, wait));
  }

  @Override
  public void messageFailed(SmtpSendFailedException failure, Duration elapsed) {
    tell(listener -> listener.messageFailed(failure, elapsed));
  }

  @Override
  public void messageSubmitted(String messageId) {
    tell(listener -> listener.messageSubmitted(messageId));
  }

  @Override
  public void submissionBegan(Duration waited) {
    tell(listener -> listener.submissionBegan(waited));
  }

  @Override
  public void submissionRefused() {
    tell(SmtpEventListener::submissionRefused);
  }

  @Override
  public void hostDown(String endpointKey, int failures, Duration pause, String why) {
    tell(listener -> listener.hostDown(endpointKey, failures, pause, why));
  }

  @Override
  public void hostUp(String endpointKey) {
    tell(listener -> listener.hostUp(endpointKey));
  }

  @Override
  public void hostProbed(String endpointKey) {
    tell(listener -> listener.hostProbed(endpointKey));
  }
}
