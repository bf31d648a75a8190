package org.smtpra.kerberos;

import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;
import javax.security.sasl.SaslException;
import org.smtpra.auth.GssapiMechanism;
import org.smtpra.auth.SaslClientMechanism;
import org.smtpra.auth.TicketException;
import org.smtpra.config.Credentials;
import org.smtpra.config.KerberosSource;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.BoundedCall;
import org.smtpra.transport.Deadline;

/** Gets tickets for sign-ins, each anew. Thread safe. */
public final class TicketOffice {

  private final BoundedCall calls;

  /**
   * Creates it.
   *
   * @param workers talk to the key distribution centre, which may take long
   * @param spare does so where no worker has begun soon
   */
  public TicketOffice(Executor workers, Executor spare) {
    this.calls = new BoundedCall(workers, spare);
  }

  /**
   * Gets the user's ticket, and with it one for a mail server.
   *
   * @param user a user with a source of tickets
   * @param host the mail server's name, as configured
   * @param limit the longest wait
   * @param attempt calls the wait off
   * @return GSSAPI for one sign-in
   * @throws TicketException if there is no ticket
   * @throws TimeoutException if the time is over
   * @throws InterruptedException if the caller was interrupted
   * @throws java.util.concurrent.CancellationException if the attempt is called off
   */
  public SaslClientMechanism begin(Credentials user, String host, Deadline limit, Attempt attempt)
      throws TicketException, TimeoutException, InterruptedException {
    KerberosSource source = user.kerberos().orElseThrow();
    try {
      return calls.run(() -> begin(user.userName(), source, host), limit, attempt);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TicketException known) {
        throw known;
      }
      throw new TicketException(
          "Kerberos cannot be used here: "
              + e.getCause()
              + "; the adapter needs the modules"
              + " java.security.jgss and jdk.security.jgss of the Java runtime",
          true,
          e.getCause());
    } catch (RejectedExecutionException e) {
      throw new TicketException("no thread is left to get a Kerberos ticket", false, e);
    }
  }

  private static GssapiMechanism begin(String userName, KerberosSource source, String host)
      throws TicketException {
    try {
      Subject subject = KerberosLogin.subject(userName, source);
      PrivilegedExceptionAction<GssapiMechanism> start =
          () -> GssapiMechanism.begin(host, HandedTicket.credential(subject));
      return Subject.doAs(subject, start);
    } catch (LoginException e) {
      throw TicketAdvice.noLogin(userName, source, e);
    } catch (PrivilegedActionException e) {
      throw e.getCause() instanceof SaslException none
          ? TicketAdvice.noService(host, none)
          : new TicketException("GSSAPI failed: " + e.getCause(), true, e);
    }
  }
}
