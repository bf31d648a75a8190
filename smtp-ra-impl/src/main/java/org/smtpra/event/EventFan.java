package org.smtpra.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendResult;

/** Tells several listeners the same, one after another. Thread safe if they are. */
public final class EventFan implements SmtpEventListener {

  private final List<SmtpEventListener> listeners;

  private EventFan(List<SmtpEventListener> listeners) {
    this.listeners = listeners;
  }

  /**
   * A listener for several.
   *
   * @param listeners who hears
   * @return one that tells them all
   */
  public static SmtpEventListener of(SmtpEventListener... listeners) {
    return new EventFan(List.of(listeners));
  }

  private void tell(Consumer<SmtpEventListener> event) {
    listeners.forEach(event);
  }

  @Override
  public void sessionOpened(String endpointKey) {
    tell(listener -> listener.sessionOpened(endpointKey));
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
  public void leaseTaken() {
    tell(SmtpEventListener::leaseTaken);
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
  public void messageFailed(SmtpFailureClassification why) {
    tell(listener -> listener.messageFailed(why));
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
