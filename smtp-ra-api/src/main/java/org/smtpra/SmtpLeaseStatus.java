package org.smtpra;

import java.time.Duration;
import java.util.Objects;

/**
 * One lease that is out at one moment. Immutable and thread safe.
 *
 * @param endpointKey {@code host:port} of its session, an empty text where it has none
 * @param thread the name of the thread that took it
 * @param age how long it has been out
 */
public record SmtpLeaseStatus(String endpointKey, String thread, Duration age) {

  /** Refuses null. */
  public SmtpLeaseStatus {
    Objects.requireNonNull(endpointKey, "endpointKey");
    Objects.requireNonNull(thread, "thread");
    Objects.requireNonNull(age, "age");
  }
}
