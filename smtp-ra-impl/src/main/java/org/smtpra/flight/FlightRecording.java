package org.smtpra.flight;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.event.ConversationTimes;
import org.smtpra.event.SmtpEventListener;

/**
 * Writes what happens to the Flight Recorder, while a recording is on. The events have hosts, times
 * and constants: no recipient, no text of a server. Thread safe.
 */
public final class FlightRecording implements SmtpEventListener {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private FlightRecording() {}

  /**
   * The listener, where the Flight Recorder is there: some Java runtimes have none, and some
   * application servers show its module to nobody.
   *
   * @return one that hears nothing where it is not
   */
  public static SmtpEventListener whereAvailable() {
    try {
      FlightRecording recording = new FlightRecording();
      recording.hostDown("", 0, Duration.ZERO, "");
      return recording;
    } catch (LinkageError e) {
      LOG.log(Level.DEBUG, "the Flight Recorder is not there", e);
      return new SmtpEventListener() {};
    }
  }

  @Override
  public void sessionOpened(String endpointKey, Duration took, ConversationTimes times) {
    ConnectEvent event = new ConnectEvent();
    if (event.shouldCommit()) {
      event.host = endpointKey;
      event.nanos = took.toNanos();
      event.commit();
    }
  }

  @Override
  public void sessionOpenFailed(String endpointKey, SmtpFailureClassification why) {
    ConnectEvent event = new ConnectEvent();
    if (event.shouldCommit()) {
      event.host = endpointKey;
      event.outcome = why.reason().name();
      event.stage = why.stage().name();
      event.commit();
    }
  }

  @Override
  public void leaseAwaited(Duration waited) {
    LeaseEvent event = new LeaseEvent();
    if (event.shouldCommit()) {
      event.nanos = waited.toNanos();
      event.commit();
    }
  }

  @Override
  public void leaseRefused(SmtpFailureClassification why) {
    LeaseEvent event = new LeaseEvent();
    if (event.shouldCommit()) {
      event.outcome = why.reason().name();
      event.stage = why.stage().name();
      event.commit();
    }
  }

  @Override
  public void messageSent(SmtpSendResult result) {
    SendEvent event = new SendEvent();
    if (event.shouldCommit()) {
      event.host = result.endpointKey();
      event.nanos = result.elapsed().toNanos();
      event.attempts = result.attempts();
      event.commit();
    }
  }

  @Override
  public void messageFailed(SmtpSendFailedException failure, Duration elapsed) {
    SendEvent event = new SendEvent();
    if (event.shouldCommit()) {
      event.host = failure.endpointKey();
      event.nanos = elapsed.toNanos();
      event.attempts = failure.attempts();
      event.outcome = failure.classification().reason().name();
      event.stage = failure.classification().stage().name();
      event.commit();
    }
  }

  @Override
  public void hostDown(String endpointKey, int failures, Duration pause, String why) {
    CooldownEvent event = new CooldownEvent();
    if (!endpointKey.isEmpty() && event.shouldCommit()) {
      event.host = endpointKey;
      event.nanos = pause.toNanos();
      event.failures = failures;
      event.commit();
    }
  }
}
