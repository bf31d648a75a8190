package org.smtpra.submission;

import org.smtpra.SmtpFailureKind;
import org.smtpra.delivery.HostAdmission;
import org.smtpra.delivery.PreparedMessage;
import org.smtpra.delivery.SendAttempt;
import org.smtpra.failure.SmtpFailure;

/**
 * Asks the pool for a lease again and again: nobody waits for this message by holding a thread of
 * the application, so an exhausted pool is no reason to give it up before its deadline. A pool that
 * says no without waiting is asked about twenty times a second, or when a session becomes idle.
 *
 * @param attempt makes the attempt, with a lease of its own
 * @param hosts knows when something changes
 */
record PatientAttempt(SendAttempt attempt, HostAdmission hosts) implements SendAttempt {

  @Override
  public Sent run(PreparedMessage message) throws SmtpFailure {
    while (true) {
      try {
        return attempt.run(message);
      } catch (SmtpFailure e) {
        if (e.classification().kind() != SmtpFailureKind.POOL_EXHAUSTED
            || message.limit().hasPassed()
            || message.withdrawal().calledOff().isPresent()) {
          throw e;
        }
        hosts.awaitChange(message.limit());
      }
    }
  }
}
