package org.smtpra.event;

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

  /** A message failed, for good as far as this call is concerned. */
  default void messageFailed(SmtpFailureClassification why) {}
}
