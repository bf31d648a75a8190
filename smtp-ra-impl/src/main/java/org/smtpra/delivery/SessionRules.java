package org.smtpra.delivery;

import static org.smtpra.event.SessionEnd.OLD_CREDENTIALS;
import static org.smtpra.event.SessionEnd.OTHER_USER;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.smtpra.config.Credentials;
import org.smtpra.config.SessionLimits;
import org.smtpra.event.SessionEnd;
import org.smtpra.session.SmtpSession;

/** Decides whether an idle session may serve the next borrower. Thread safe. */
final class SessionRules {

  /** A server that needs longer for NOOP is no server for a waiting borrower. */
  static final Duration PROBE_BUDGET = Duration.ofSeconds(5);

  private final SessionLimits limits;
  private final SessionProvider provider;

  SessionRules(SessionLimits limits, SessionProvider provider) {
    this.limits = limits;
    this.provider = provider;
  }

  /** Why this session cannot serve this borrower; nothing if it can. May cost a NOOP. */
  Optional<SessionEnd> reasonToReplace(PooledSession pooled, Optional<Credentials> borrower) {
    SmtpSession session = pooled.session();
    if (!session.isUsable()) {
      return Optional.of(SessionEnd.BROKEN);
    }
    if (!suits(session, borrower)) {
      return Optional.of(isSameUser(session, borrower) ? OLD_CREDENTIALS : OTHER_USER);
    }
    Optional<SessionEnd> gone = reasonToLeave(pooled, borrower);
    if (gone.isPresent()) {
      return gone;
    }
    if (!session.looksIdle()) {
      return Optional.of(session.strayedBy());
    }
    return needsProof(session) && !session.probe(PROBE_BUDGET)
        ? Optional.of(SessionEnd.PROBE_FAILED)
        : Optional.empty();
  }

  /** Tells whether a session in use may carry another message of its borrower behind this one. */
  boolean mayCarryAnother(PooledSession pooled, Optional<Credentials> borrower) {
    return suits(pooled.session(), borrower) && reasonToLeave(pooled, borrower).isEmpty();
  }

  /** Why a borrower should have another session than this one that would do. */
  private Optional<SessionEnd> reasonToLeave(PooledSession pooled, Optional<Credentials> borrower) {
    Optional<SessionEnd> retired = reasonToRetire(pooled);
    if (retired.isPresent()) {
      return retired;
    }
    if (provider
        .hosts()
        .hasBetter(pooled.place().host(), provider.signOn().eligible(borrower, Set.of()))) {
      return Optional.of(SessionEnd.FAILBACK);
    }
    return pooled.place().isSurplus() ? Optional.of(SessionEnd.SURPLUS) : Optional.empty();
  }

  /** Tells whether a session is signed in as this borrower would be. */
  boolean suits(SmtpSession session, Optional<Credentials> borrower) {
    return session.credentials().equals(provider.signOn().credentials(session.host(), borrower));
  }

  private boolean isSameUser(SmtpSession session, Optional<Credentials> borrower) {
    Optional<String> user = session.credentials().map(Credentials::userName);
    return user.isPresent()
        && user.equals(
            provider.signOn().credentials(session.host(), borrower).map(Credentials::userName));
  }

  /** Why this session is not to be used again by anybody, as far as memory tells. */
  Optional<SessionEnd> reasonToRetire(PooledSession pooled) {
    if (pooled.place().isDrained()) {
      return Optional.of(SessionEnd.DRAINED);
    }
    if (pooled.isPastItsAge()) {
      return Optional.of(SessionEnd.AGE);
    }
    SmtpSession session = pooled.session();
    if (session.isOutdated()) {
      return Optional.of(OLD_CREDENTIALS);
    }
    if (!limits.idleTimeout().isZero()
        && session.unusedTime().compareTo(limits.idleTimeout()) > 0) {
      return Optional.of(SessionEnd.IDLE);
    }
    int most = limits.maxMessagesPerSession();
    return most > 0 && session.messages() >= most
        ? Optional.of(SessionEnd.MESSAGES)
        : Optional.empty();
  }

  /** Tells whether a session has been silent for so long that it must be proven. */
  boolean needsProof(SmtpSession session) {
    return session.idleTime().compareTo(limits.keepAliveInterval()) >= 0;
  }

  /** Tells whether idle sessions are proven in the background too. */
  boolean keepsAlive() {
    return !limits.keepAliveInterval().isZero();
  }
}
