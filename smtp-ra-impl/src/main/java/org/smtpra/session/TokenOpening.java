package org.smtpra.session;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.auth.BearerToken;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * Opens a session for a user with a token. The token comes before the connection: a server need not
 * wait for somebody else's. One that is refused is replaced, once: it may have been revoked, or
 * have ended early by the server's clock.
 */
final class TokenOpening {

  /** Opens a session for whom it is told. */
  interface Door {
    SmtpSession open(Applicant applicant) throws SmtpFailure;
  }

  private final TokenSupply tokens;
  private final SignInGate gate;
  private final HostConfiguration host;
  private final Opening opening;

  TokenOpening(TokenSupply tokens, SignInGate gate, HostConfiguration host, Opening opening) {
    this.tokens = tokens;
    this.gate = gate;
    this.host = host;
    this.opening = opening;
  }

  SmtpSession run(Credentials user, Deadline limit, Door door) throws SmtpFailure {
    BearerToken first = token(user, limit);
    try {
      return door.open(Applicant.withToken(user, first, true));
    } catch (SmtpFailure e) {
      if (!RefusedToken.mayBeWhy(e)) {
        throw e;
      }
      tokens.refused(user, first);
    }
    BearerToken second = token(user, limit);
    try {
      return door.open(Applicant.withToken(user, second, false));
    } catch (SmtpFailure e) {
      if (RefusedToken.mayBeWhy(e)) {
        tokens.refused(user, second); // nobody tries it again after the user's pause
      }
      throw e;
    }
  }

  private BearerToken token(Credentials user, Deadline limit) throws SmtpFailure {
    try {
      return tokens.token(user, limit, opening.attempt());
    } catch (SmtpFailure e) {
      if (e.classification().reason() == SmtpFailureReason.AUTHENTICATION_REFUSED) {
        gate.refused(user, e);
      }
      throw e.in(host.endpointKey(), List.of());
    } catch (CancellationException e) {
      FailureCause why = opening.causeOr(FailureCause.SHUTDOWN);
      throw new SmtpFailure(
              "called off while waiting for a token",
              FailureTable.before(SmtpSendStage.AUTHENTICATE, why),
              null)
          .in(host.endpointKey(), List.of());
    }
  }
}
