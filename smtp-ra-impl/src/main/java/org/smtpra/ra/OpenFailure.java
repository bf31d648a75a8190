package org.smtpra.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.CommException;
import jakarta.resource.spi.SecurityException;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureReason;
import org.smtpra.delivery.PortableCause;
import org.smtpra.failure.SmtpFailure;

/** What a container gets when a session it asked for by itself cannot be opened. */
final class OpenFailure {

  private OpenFailure() {}

  static ResourceException of(SmtpFailure failure) {
    SmtpFailureClassification classification = failure.classification();
    ResourceException exception =
        classification.reason() == SmtpFailureReason.AUTHENTICATION_REFUSED
            ? new SecurityException(failure.getMessage(), code(classification))
            : new CommException(failure.getMessage(), code(classification));
    exception.initCause(PortableCause.of(failure.getCause()));
    return exception;
  }

  private static String code(SmtpFailureClassification classification) {
    return "SMTP-RA-" + classification.reason();
  }
}
