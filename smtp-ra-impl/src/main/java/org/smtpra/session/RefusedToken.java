package org.smtpra.session;

import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.failure.SmtpFailure;

/** Tells a refusal that a new token may change from one that it cannot. */
final class RefusedToken {

  private RefusedToken() {}

  /** Microsoft's 5.7.139 and 5.7.30 are about the mailbox or the tenant, whatever the token. */
  static boolean mayBeWhy(SmtpFailure failure) {
    if (failure.classification().reason() != SmtpFailureReason.AUTHENTICATION_REFUSED) {
      return false;
    }
    return failure
        .classification()
        .reply()
        .filter(reply -> reply.code() == 535)
        .map(SmtpReply::enhancedCode)
        .filter(code -> !code.equals("5.7.139"))
        .isPresent();
  }
}
