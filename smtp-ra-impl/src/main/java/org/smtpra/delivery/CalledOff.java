package org.smtpra.delivery;

import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

/** What is told of a message that was called off in time. */
public final class CalledOff {

  private CalledOff() {}

  /** The failure, without recipients. */
  static SmtpFailure failure(FailureCause why, SmtpSendStage stage) {
    return new SmtpFailure(text(why), FailureTable.before(stage, why), null);
  }

  /** Whatever went wrong while the connection was being closed: this is why. */
  static SmtpFailure instead(SmtpFailure failure, FailureCause why) {
    SmtpFailure called = failure(why, failure.classification().stage());
    if (called.classification().equals(failure.classification())) {
      return failure;
    }
    SmtpFailure told =
        called.in(failure.endpointKey(), failure.transcript()).withRecipients(failure.recipients());
    told.addSuppressed(failure);
    return told;
  }

  /**
   * What a person is told.
   *
   * @param why the reason
   * @return a sentence without a full stop
   */
  public static String text(FailureCause why) {
    return why == FailureCause.SHUTDOWN
        ? "the resource adapter was stopped before the message was handed over"
        : "the message was called off before it was handed over";
  }
}
