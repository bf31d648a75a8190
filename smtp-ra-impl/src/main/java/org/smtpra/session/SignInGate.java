package org.smtpra.session;

import java.util.function.BooleanSupplier;
import org.smtpra.config.Credentials;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * Asked before AUTH and told what came of it, so that a wrong password is tried once and not by
 * every session that is being opened. Thread safe.
 */
public interface SignInGate {

  /** Lets everybody in. */
  SignInGate OPEN = (credentials, limit, calledOff) -> {};

  /**
   * Waits until these credentials may be tried; one of the three others must follow.
   *
   * @param credentials a user and its password
   * @param limit the longest wait
   * @param calledOff whether nobody wants the session any more; looked at when something changes
   * @throws SmtpFailure if a server has refused them meanwhile, or the wait ends otherwise
   */
  void enter(Credentials credentials, Deadline limit, BooleanSupplier calledOff) throws SmtpFailure;

  /** The server accepted them. */
  default void accepted(Credentials credentials) {}

  /** The server refused them for good. */
  default void refused(Credentials credentials, SmtpFailure failure) {}

  /** Nothing was heard about them. */
  default void untold(Credentials credentials) {}
}
