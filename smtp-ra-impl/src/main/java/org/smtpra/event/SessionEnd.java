package org.smtpra.event;

/** Why a session ended. */
public enum SessionEnd {
  /** The conversation broke during a send. */
  BROKEN,
  /**
   * The server waited for content that must not be sent, because it had refused some of the
   * recipients: only closing could keep the message from the others ({@code aborted_data}).
   */
  ABORTED_DATA,
  /** The server had closed it, or had said something unasked, while it was idle. */
  STALE,
  /** It did not answer a probe. */
  PROBE_FAILED,
  /** It was past its age. */
  AGE,
  /** It had been idle for too long. */
  IDLE,
  /** It had carried its number of messages. */
  MESSAGES,
  /** Its host cannot take the message that was to be sent. */
  UNSUITABLE,
  /** A host of a better tier serves again. */
  FAILBACK,
  /** Its host wants fewer sessions. */
  SURPLUS,
  /** An administrator has taken its host out. */
  DRAINED,
  /** An administrator has ended the sessions that nobody used. */
  RETIRED,
  /** It was opened to try a host, and no slot had use for it. */
  UNUSED,
  /** The borrower is somebody else than the session is signed in as. */
  OTHER_USER,
  /**
   * It is signed in with a password, secret or certificate that was replaced since, or with a token
   * whose life is over.
   */
  OLD_CREDENTIALS,
  /** The application server destroyed the pool entry, or the adapter stopped. */
  DESTROYED
}
