package org.smtpra.failure;

import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;

/** What went wrong, apart from a server's refusal, with the kind it has before the boundary. */
public enum FailureCause {
  CONNECT_FAILED(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.CONNECT_FAILED),
  TLS_HANDSHAKE_FAILED(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.TLS_FAILED),
  CERTIFICATE_REFUSED(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.TLS_FAILED),
  STARTTLS_NOT_OFFERED(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.TLS_FAILED),
  STARTTLS_INJECTION(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.TLS_FAILED),
  NO_COMMON_MECHANISM(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.AUTHENTICATION_REFUSED),
  AUTHENTICATION_FAILED(
      SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.AUTHENTICATION_REFUSED),
  CHANNEL_BINDING_REFUSED(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.TLS_FAILED),
  TOKEN_UNAVAILABLE(
      SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE, SmtpFailureReason.AUTHENTICATION_TEMPORARY),
  TOKEN_REFUSED(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.AUTHENTICATION_REFUSED),
  TICKET_UNAVAILABLE(
      SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE, SmtpFailureReason.AUTHENTICATION_TEMPORARY),
  CONNECTION_LOST(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.CONNECTION_LOST),
  TIMEOUT(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.TIMEOUT),
  PROTOCOL_ERROR(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.PROTOCOL_ERROR),
  MESSAGE_INVALID(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.MESSAGE_INVALID),
  MESSAGE_TOO_LARGE(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.MESSAGE_TOO_LARGE),
  EXTENSION_MISSING(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.EXTENSION_MISSING),
  CONFIGURATION(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.CONFIGURATION),
  NO_HOST_AVAILABLE(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.NO_HOST_AVAILABLE),
  RATE_LIMITED(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.THROTTLED),
  SHUTDOWN(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.SHUTDOWN),
  CANCELLED(SmtpFailureKind.CANCELLED, SmtpFailureReason.CANCELLED),
  POOL_EXHAUSTED(SmtpFailureKind.POOL_EXHAUSTED, SmtpFailureReason.POOL_EXHAUSTED),
  QUEUE_FULL(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.QUEUE_FULL),
  ALLOCATION_FAILED(SmtpFailureKind.RETRYABLE_BEFORE_SEND, SmtpFailureReason.ALLOCATION_FAILED);

  private final SmtpFailureKind kindBeforeBoundary;
  private final SmtpFailureReason reason;

  FailureCause(SmtpFailureKind kindBeforeBoundary, SmtpFailureReason reason) {
    this.kindBeforeBoundary = kindBeforeBoundary;
    this.reason = reason;
  }

  SmtpFailureKind kindBeforeBoundary() {
    return kindBeforeBoundary;
  }

  SmtpFailureReason reason() {
    return reason;
  }
}
