package org.smtpra.failure;

import java.util.Optional;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureReason;

/** Of what a provider says that there is too much. */
public enum Throttling {
  /** Sessions, or messages at the same time. */
  SESSIONS,
  /** Messages in a short time. */
  RATE,
  /** Messages in a day: nothing helps but waiting. */
  QUOTA;

  /**
   * What a failure says about it.
   *
   * @param classification of a failed send or a failed opening
   * @return nothing where the provider did not throttle
   */
  public static Optional<Throttling> of(SmtpFailureClassification classification) {
    return classification.reason() == SmtpFailureReason.THROTTLED
        ? classification.reply().flatMap(ThrottleTable::kind)
        : Optional.empty();
  }
}
