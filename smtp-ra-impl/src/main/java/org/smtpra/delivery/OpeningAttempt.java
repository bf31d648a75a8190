package org.smtpra.delivery;

import java.time.Duration;
import java.util.Optional;
import org.smtpra.SmtpFailureReason;
import org.smtpra.config.Credentials;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.HostPlace;
import org.smtpra.session.Opening;
import org.smtpra.session.SessionOpener;
import org.smtpra.session.SmtpSession;
import org.smtpra.transport.Deadline;

/** One attempt to open a session at one host, and who is to blame where it fails. Thread safe. */
public final class OpeningAttempt {

  private final SessionOpener opener;
  private final RetirementAge age;
  private final SmtpEventListener events;

  /**
   * Creates it.
   *
   * @param opener opens the conversation
   * @param age tells when the session will retire
   * @param events hears of each attempt
   */
  public OpeningAttempt(SessionOpener opener, RetirementAge age, SmtpEventListener events) {
    this.opener = opener;
    this.age = age;
    this.events = events;
  }

  PooledSession open(
      HostPlace place, Optional<Credentials> credentials, Deadline limit, Opening opening)
      throws SmtpFailure {
    boolean settled = false;
    long began = opener.nanoTime().getAsLong();
    try {
      SmtpSession session = opener.open(place.host(), credentials, limit, opening);
      settled = true;
      place.opened();
      Duration took = Duration.ofNanos(opener.nanoTime().getAsLong() - began);
      events.sessionOpened(session.endpointKey(), took, session.times());
      return new PooledSession(session, place, age.next());
    } catch (SmtpFailure e) {
      settled = true;
      settle(place, e, limit);
      throw e;
    } finally {
      if (!settled) {
        place.withdrawn();
      }
    }
  }

  private void settle(HostPlace place, SmtpFailure failure, Deadline limit) {
    if (TokenDesk.isToBlame(failure)) {
      // The host was not asked yet, or only what it offers.
      place.withdrawn();
    } else if (failure.classification().reason() == SmtpFailureReason.AUTHENTICATION_REFUSED) {
      // The host itself is well: it took the trouble to answer.
      place.opened();
      place.ended();
    } else if (HostFailures.stopsTheSearch(failure)) {
      place.withdrawn();
    } else if (limit.hasPassed()) {
      place.gaveUp(failure);
    } else {
      place.failed(failure);
    }
    events.sessionOpenFailed(place.host().endpointKey(), failure.classification());
  }
}
