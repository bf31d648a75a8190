package org.smtpra.delivery;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * One piece of work on a slot's session. It starts again, free of charge, in two cases: once where
 * a reused session turns out to have gone stale, and on each other host where one lacks what the
 * message needs. Both are found before the ambiguity boundary. Used while the slot's lock is held.
 *
 * @param <T> what comes of the work
 */
final class SlotUse<T> {

  private final SessionFinder finder;
  private final Optional<Credentials> borrower;
  private final Deadline limit;
  private final Set<String> unsuitable = new HashSet<>();
  private boolean mayBeStale;

  SlotUse(SessionFinder finder, Optional<Credentials> borrower, Deadline limit) {
    this.finder = finder;
    this.borrower = borrower;
    this.limit = limit;
  }

  T run(SessionWork<T> work) throws SmtpFailure {
    PooledSession session = finder.find(borrower, limit, work);
    mayBeStale = !finder.hasOpenedIt();
    while (true) {
      try {
        return run(work, session);
      } catch (SmtpFailure e) {
        session = another(session, e);
      }
    }
  }

  /** An error of the caller's own code may come midway: nobody else may go on in that session. */
  private static <T> T run(SessionWork<T> work, PooledSession session) throws SmtpFailure {
    boolean orderly = false;
    try {
      T result = work.with(session);
      orderly = true;
      return result;
    } catch (SmtpFailure e) {
      orderly = true;
      throw e;
    } finally {
      if (!orderly) {
        session.session().abort(FailureCause.MESSAGE_INVALID);
      }
    }
  }

  private PooledSession another(PooledSession session, SmtpFailure failure) throws SmtpFailure {
    if (mayBeStale && !limit.hasPassed() && StaleSession.explains(failure, session.session())) {
      mayBeStale = false;
      finder.end(session, SessionEnd.STALE);
      return finder.open(borrower, limit, unsuitable);
    }
    SendBlame.tell(session.place(), failure, limit);
    unsuitable.add(session.endpointKey());
    if (!isForAnotherHost(failure) || !finder.hasOtherHost(unsuitable)) {
      throw failure;
    }
    mayBeStale = false;
    finder.end(session, SessionEnd.UNSUITABLE);
    try {
      return finder.open(borrower, limit, unsuitable);
    } catch (SmtpFailure e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /** Nothing was handed over: the host lacks what this message needs. */
  private static boolean isForAnotherHost(SmtpFailure failure) {
    SmtpFailureReason reason = failure.classification().reason();
    return failure.classification().stage() == SmtpSendStage.MAIL_FROM
        && (reason == SmtpFailureReason.EXTENSION_MISSING
            || reason == SmtpFailureReason.MESSAGE_TOO_LARGE);
  }
}
