package org.smtpra.jmx;

/** What a step of a message's way is, as {@link NoticeRow} names it. */
enum NoticeStep {
  /** The pool gave a lease; the time is the wait for a host and for the pool. */
  LEASE,
  /** The pool gave none. */
  LEASE_REFUSED,
  /** A host refused a session, or could not be reached. */
  OPEN_FAILED,
  /** A stage of the conversation in which a session was opened, or the message was handed over. */
  STAGE,
  /** There will be another attempt; the time is the wait until then. */
  RETRY
}
