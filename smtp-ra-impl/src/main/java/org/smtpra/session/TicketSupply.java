package org.smtpra.session;

import java.util.concurrent.TimeoutException;
import org.smtpra.auth.SaslClientMechanism;
import org.smtpra.auth.TicketException;
import org.smtpra.config.Credentials;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;

/** Gives Kerberos tickets to users that have neither password nor token. Thread safe. */
public interface TicketSupply {

  /** Has none. */
  TicketSupply NONE =
      (user, host, limit, attempt) -> {
        throw new IllegalStateException("nobody gets tickets here");
      };

  /**
   * A ticket for one sign-in.
   *
   * @param user a user with a source of tickets
   * @param host the mail server's name, as configured
   * @param limit the longest wait
   * @param attempt calls the wait off
   * @return the mechanism, which needs nobody's help any more
   * @throws TicketException if there is none
   * @throws TimeoutException if the time is over
   * @throws InterruptedException if the caller was interrupted
   * @throws java.util.concurrent.CancellationException if the attempt is called off
   */
  SaslClientMechanism begin(Credentials user, String host, Deadline limit, Attempt attempt)
      throws TicketException, TimeoutException, InterruptedException;
}
