package org.smtpra.delivery;

import java.util.Optional;
import org.smtpra.SmtpFailureReason;
import org.smtpra.config.Credentials;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.CredentialCooldowns.StandingRefusal;
import org.smtpra.host.HostPlace;
import org.smtpra.session.Opening;
import org.smtpra.session.SessionOpener;
import org.smtpra.session.SmtpSession;
import org.smtpra.transport.Deadline;

/** One attempt to open a session at one host, and who is to blame where it fails. Thread safe. */
public final class OpeningAttempt {

  private final SessionOpener opener;
  private final SignOn signOn;
  private final RetirementAge age;
  private final SmtpEventListener events;

  /**
   * Creates it.
   *
   * @param opener opens the conversation
   * @param signOn hears whether credentials were accepted
   * @param age tells when the session will retire
   * @param events hears of each attempt
   */
  public OpeningAttempt(
      SessionOpener opener, SignOn signOn, RetirementAge age, SmtpEventListener events) {
    this.opener = opener;
    this.signOn = signOn;
    this.age = age;
    this.events = events;
  }

  PooledSession open(
      HostPlace place, Optional<Credentials> credentials, Deadline limit, Opening opening)
      throws SmtpFailure {
    boolean settled = false;
    try {
      failIfRefusedLately(credentials);
      SmtpSession session = opener.open(place.host(), credentials, limit, opening);
      settled = true;
      place.opened();
      credentials.ifPresent(signOn.cooldowns()::accepted);
      events.sessionOpened(session.endpointKey());
      return new PooledSession(session, place, age.next());
    } catch (SmtpFailure e) {
      settled = true;
      settle(place, credentials, e, limit);
      throw e;
    } finally {
      if (!settled) {
        place.withdrawn();
        credentials.ifPresent(signOn.cooldowns()::untold);
      }
    }
  }

  private void failIfRefusedLately(Optional<Credentials> credentials) throws SmtpFailure {
    Optional<StandingRefusal> refusal = credentials.flatMap(signOn.cooldowns()::admit);
    if (refusal.isPresent()) {
      throw SignOn.refusal(refusal.get());
    }
  }

  private void settle(
      HostPlace place, Optional<Credentials> credentials, SmtpFailure failure, Deadline limit) {
    SmtpFailureReason reason = failure.classification().reason();
    if (reason == SmtpFailureReason.AUTHENTICATION_REFUSED) {
      credentials.ifPresent(user -> signOn.cooldowns().refused(user, failure));
      // The host itself is well: it took the trouble to answer.
      place.opened();
      place.ended();
    } else {
      credentials.ifPresent(signOn.cooldowns()::untold);
      if (HostFailures.stopsTheSearch(failure)) {
        place.withdrawn();
      } else if (limit.hasPassed()) {
        place.gaveUp(failure);
      } else {
        place.failed(failure);
      }
    }
    events.sessionOpenFailed(place.host().endpointKey(), failure.classification());
  }
}
