package org.smtpra.event;

import java.time.Duration;
import java.util.Optional;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;

/**
 * Hears of everything that happens, each transition once, on the thread on which it happens: often
 * a caller's in the midst of its send. So it must not wait; whoever tells it guards against one
 * that does, or throws, by {@link EventFan}.
 */
public interface SmtpEventListener {

  /**
   * A session was opened and signed in.
   *
   * @param endpointKey {@code host:port}
   * @param took from the look-up of the name until it was ready
   * @param times where that time went
   */
  default void sessionOpened(String endpointKey, Duration took, ConversationTimes times) {}

  /** A session could not be opened. */
  default void sessionOpenFailed(String endpointKey, SmtpFailureClassification why) {}

  /** An open session ended. */
  default void sessionClosed(String endpointKey, SessionEnd why) {}

  /**
   * No new session was opened for a caller although one was wanted: each host is left alone, is
   * full or is drained. Told once for each time that a caller waits or is sent away.
   */
  default void openingSuppressed() {}

  /** A lease is out. */
  default void leaseTaken() {}

  /**
   * The pool gave a caller the lease that it had asked for.
   *
   * @param waited for a host and for the pool
   */
  default void leaseAwaited(Duration waited) {}

  /** The pool gave a caller no lease. */
  default void leaseRefused(SmtpFailureClassification why) {}

  /**
   * A lease is back: closed by the application, or taken back by the container.
   *
   * @param held how long it had been out
   */
  default void leaseReturned(Duration held) {}

  /** A lease was closed that was closed already, or that the container had taken back. */
  default void leaseReturnIgnored() {}

  /**
   * A session was used for a message, whether it was taken or not.
   *
   * @param endpointKey {@code host:port}
   * @param times where the time went
   */
  default void sessionUsed(String endpointKey, ConversationTimes times) {}

  /**
   * A token was fetched for a sign-in.
   *
   * @param took how long that took
   */
  default void tokenFetched(Duration took) {}

  /**
   * A token could not be fetched.
   *
   * @param refused whether trying again is of no use until somebody changes something
   */
  default void tokenFailed(boolean refused) {}

  /**
   * A message is on its way, for the first time or after a rest: what is told on this thread is
   * told of it, until its end or its rest.
   *
   * @param messageId its identity
   */
  default void messageBegins(String messageId) {}

  /** Another message's turn has come on this thread; this one's comes again on it later. */
  default void messageRests(String messageId) {}

  /** Nothing more comes of the message, whose outcome was told before. */
  default void messageEnds() {}

  /** A server took a message. */
  default void messageSent(SmtpSendResult result) {}

  /**
   * An attempt did not settle a message: there will be another one.
   *
   * @param why the failure of the last one; empty where it was taken but for deferred recipients
   * @param wait the time until then
   */
  default void messageRetried(Optional<SmtpFailureClassification> why, Duration wait) {}

  /**
   * A message failed, for good as far as this call is concerned.
   *
   * @param failure what the caller is told
   * @param elapsed from the call until now
   */
  default void messageFailed(SmtpSendFailedException failure, Duration elapsed) {}

  /**
   * A caller submits a message to be sent in the background. Told on the caller's thread, before
   * anything else is told of the message.
   *
   * @param messageId its identity
   */
  default void messageSubmitted(String messageId) {}

  /**
   * A worker takes a message that waited to be sent in the background.
   *
   * @param waited since it was submitted
   */
  default void submissionBegan(Duration waited) {}

  /** A message was not queued: too many wait, or the adapter stops. */
  default void submissionRefused() {}

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
