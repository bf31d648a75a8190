package org.smtpra.delivery;

import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

/** The failure of a message that cannot be sent as it is; nothing was written anywhere. */
final class InvalidMessage {

  private InvalidMessage() {}

  static SmtpFailure because(@Nullable String text, @Nullable Throwable cause) {
    return new SmtpFailure(
        String.valueOf(text),
        FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.MESSAGE_INVALID),
        cause);
  }
}
