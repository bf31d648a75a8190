package org.smtpra;

/**
 * Why a send failed. Constants may be added: have a {@code default} branch. What to do for each is
 * in the reference of failures.
 */
public enum SmtpFailureReason {
  /** The pool had no free lease within its bounded wait. */
  POOL_EXHAUSTED,
  /** The queue for asynchronous sends is full. */
  QUEUE_FULL,
  /** The application server could not hand out a lease, for a reason of its own. */
  ALLOCATION_FAILED,
  /** Every host is cooling down. */
  NO_HOST_AVAILABLE,
  /** The connection factory is configured in a way that cannot work. */
  CONFIGURATION,
  /** The message, its sender or its recipients cannot be sent as they are. */
  MESSAGE_INVALID,
  /** No host could be resolved and reached by TCP. */
  CONNECT_FAILED,
  /** TLS was refused, not offered, or the server's certificate was not accepted. */
  TLS_FAILED,
  /** The server greeted with a refusal, or refused EHLO and HELO. */
  GREETING_REFUSED,
  /** The server refused the user or password, or shares no mechanism with us. */
  AUTHENTICATION_REFUSED,
  /** The server could not authenticate for now. */
  AUTHENTICATION_TEMPORARY,
  /** The server refused the sender. */
  SENDER_REFUSED,
  /** The server refused recipients. */
  RECIPIENTS_REFUSED,
  /** The server refused the message for good. */
  MESSAGE_REFUSED,
  /** The message is larger than the server takes. */
  MESSAGE_TOO_LARGE,
  /** The message needs an extension that the server does not offer. */
  EXTENSION_MISSING,
  /** The server asks to try later, as greylisting does. */
  DEFERRED,
  /** The server limits the rate or the number of connections or messages. */
  THROTTLED,
  /** The connection was lost. */
  CONNECTION_LOST,
  /** The server did not answer in time, or the deadline of the send passed. */
  TIMEOUT,
  /** The server's answer makes no sense at this place. */
  PROTOCOL_ERROR,
  /** The pool or the application server was stopping. */
  SHUTDOWN,
  /** The caller cancelled, or its thread was interrupted. */
  CANCELLED
}
