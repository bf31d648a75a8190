package org.smtpra.delivery;

import java.util.Objects;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendStage;
import org.smtpra.auth.BearerToken;
import org.smtpra.auth.TicketException;
import org.smtpra.config.Credentials;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.TokenSupply;
import org.smtpra.token.TokenFailure;
import org.smtpra.token.TokenStore;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;

/** Gives tokens to sessions that are being opened, and says what it means when there is none. */
public final class TokenDesk implements TokenSupply {

  private final TokenStore store;

  /**
   * Creates it.
   *
   * @param store has the tokens
   */
  public TokenDesk(TokenStore store) {
    this.store = store;
  }

  /** Tells a failure, of a token or a Kerberos ticket, for which no mail server can be blamed. */
  static boolean isToBlame(SmtpFailure failure) {
    return failure.getCause() instanceof TokenFailure
        || failure.getCause() instanceof TicketException;
  }

  @Override
  public BearerToken token(Credentials user, Deadline limit, Attempt attempt) throws SmtpFailure {
    try {
      return store.token(user, limit, attempt);
    } catch (TokenFailure e) {
      SmtpFailureClassification what =
          FailureTable.before(
              SmtpSendStage.AUTHENTICATE,
              e.isRefused() ? FailureCause.TOKEN_REFUSED : FailureCause.TOKEN_UNAVAILABLE);
      throw new SmtpFailure(
          Objects.requireNonNullElse(e.getMessage(), ""),
          e.retryAfter().map(what::withRetryAfter).orElse(what),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SmtpFailure(
          "interrupted while waiting for a token",
          FailureTable.before(SmtpSendStage.AUTHENTICATE, FailureCause.CANCELLED),
          e);
    }
  }

  @Override
  public void refused(Credentials user, BearerToken token) {
    store.refused(user, token);
  }
}
