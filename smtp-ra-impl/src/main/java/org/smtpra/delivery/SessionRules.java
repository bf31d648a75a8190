package org.smtpra.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.smtpra.config.Credentials;
import org.smtpra.config.SessionLimits;
import org.smtpra.event.SessionEnd;
import org.smtpra.session.SmtpSession;

/** Decides whether an idle session may serve the next borrower. Thread safe. */
final class SessionRules {

  /**
   * Lifetimes are shortened by up to this share at random, so that sessions do not end together.
   */
  private static final double AGE_JITTER = 0.1;

  /** A server that needs longer for NOOP is no server for a waiting borrower. */
  static final Duration PROBE_BUDGET = Duration.ofSeconds(5);

  private final SessionLimits limits;
  private final SessionProvider provider;
  private final DoubleSupplier random;

  /** {@code random} gives numbers from 0 to 1. */
  SessionRules(SessionLimits limits, SessionProvider provider, DoubleSupplier random) {
    this.limits = limits;
    this.provider = provider;
    this.random = random;
  }

  /** The age at which a session opened now is to retire; nothing if it never does. */
  Optional<Duration> retirementAge() {
    Duration age = limits.maxSessionAge();
    return age.isZero()
        ? Optional.empty()
        : Optional.of(age.minusNanos((long) (age.toNanos() * AGE_JITTER * random.getAsDouble())));
  }

  /** Why this session cannot serve this borrower; nothing if it can. May cost a NOOP. */
  Optional<SessionEnd> reasonToReplace(
      SmtpSession session, Optional<Duration> retirement, Optional<Credentials> borrower) {
    if (!session.isUsable()) {
      return Optional.of(SessionEnd.BROKEN);
    }
    if (!session.credentials().equals(provider.credentials(session.host(), borrower))) {
      return Optional.of(SessionEnd.OTHER_USER);
    }
    if (retirement.isPresent() && session.age().compareTo(retirement.get()) >= 0) {
      return Optional.of(SessionEnd.AGE);
    }
    if (!limits.idleTimeout().isZero() && session.idleTime().compareTo(limits.idleTimeout()) > 0) {
      return Optional.of(SessionEnd.IDLE);
    }
    int most = limits.maxMessagesPerSession();
    if (most > 0 && session.messages() >= most) {
      return Optional.of(SessionEnd.MESSAGES);
    }
    if (!session.looksIdle()) {
      return Optional.of(SessionEnd.STALE);
    }
    return isProven(session) ? Optional.empty() : Optional.of(SessionEnd.PROBE_FAILED);
  }

  private boolean isProven(SmtpSession session) {
    return session.idleTime().compareTo(limits.keepAliveInterval()) < 0
        || session.probe(PROBE_BUDGET);
  }
}
