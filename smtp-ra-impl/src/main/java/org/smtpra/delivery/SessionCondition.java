package org.smtpra.delivery;

import java.time.Duration;
import org.smtpra.session.SmtpSession;

/**
 * One open session at one moment. Immutable.
 *
 * @param endpointKey its host
 * @param leased whether a borrower has it
 * @param age how long it has been open
 * @param unused how long ago its last message ended
 * @param messages how many it has carried
 */
public record SessionCondition(
    String endpointKey, boolean leased, Duration age, Duration unused, int messages) {

  static SessionCondition of(SmtpSession session, boolean leased) {
    return new SessionCondition(
        session.endpointKey(), leased, session.age(), session.unusedTime(), session.messages());
  }
}
