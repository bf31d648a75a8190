package org.smtpra.event;

import java.time.Duration;
import java.util.Optional;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendResult;

/** Hears of everything that happens. Called on the thread on which it happens: must not wait. */
public interface SmtpEventListener {

  /** A session was opened and signed in. */
  default void sessionOpened(String endpointKey) {}

  /** A session could not be opened. */
  default void sessionOpenFailed(String endpointKey, SmtpFailureClassification why) {}

  /** An open session ended. */
  default void sessionClosed(String endpointKey, SessionEnd why) {}

  /** A caller got a lease. */
  default void leaseTaken() {}

  /** A server took a message. */
  default void messageSent(SmtpSendResult result) {}

  /**
   * An attempt did not settle a message: there will be another one.
   *
   * @param why the failure of the last one; empty where it was taken but for deferred recipients
   * @param wait the time until then
   */
  default void messageRetried(Optional<SmtpFailureClassification> why, Duration wait) {}

  /** A message failed, for good as far as this call is concerned. */
  default void messageFailed(SmtpFailureClassification why) {}

  /**
   * No new session is opened to a host for a while.
   *
   * @param endpointKey {@code host:port}
   * @param failures how often in a row it has failed by now; 1 where it went down just now
   * @param pause how long it is left alone
   * @param why what happened, for a person
   */
  default void hostDown(String endpointKey, int failures, Duration pause, String why) {}

  /** A host that was left alone serves again. */
  default void hostUp(String endpointKey) {}

  /** A host whose pause is over gets its single attempt. */
  default void hostProbed(String endpointKey) {}
}
