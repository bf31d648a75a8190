package org.smtpra.delivery;

import java.time.Duration;
import java.util.Optional;
import org.smtpra.event.SessionEnd;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.host.HostPlace;
import org.smtpra.session.SmtpSession;

/**
 * A session as a slot keeps it. It may move to another slot whose borrower it suits better.
 *
 * @param session the conversation
 * @param place its place at the host
 * @param retirementAge the age from which it is not used again; nothing if it never retires
 */
record PooledSession(SmtpSession session, HostPlace place, Optional<Duration> retirementAge) {

  String endpointKey() {
    return session.endpointKey();
  }

  boolean isPastItsAge() {
    return retirementAge.isPresent() && session.age().compareTo(retirementAge.get()) >= 0;
  }

  /** Ends a session that no slot has any more. */
  void end(SessionEnd why, SmtpEventListener events) {
    session.close();
    place.ended();
    events.sessionClosed(endpointKey(), why);
  }
}
