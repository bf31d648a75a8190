package org.smtpra.session;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.smtpra.SmtpSendStage;
import org.smtpra.auth.SaslClientMechanism;
import org.smtpra.auth.TicketException;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * Waits for a Kerberos ticket in the midst of a sign-in: once it is known that the server takes
 * one, and by one session at a time for a user whom no server has accepted yet, because a key
 * distribution centre too may lock accounts.
 */
final class TicketWait {

  private final TicketSupply tickets;
  private final Opening opening;

  TicketWait(TicketSupply tickets, Opening opening) {
    this.tickets = tickets;
    this.opening = opening;
  }

  SaslClientMechanism ticket(
      Credentials user, HostConfiguration host, Conversation conversation, Deadline limit)
      throws SmtpFailure {
    try {
      return tickets.begin(user, host.host(), limit, opening.attempt());
    } catch (TicketException e) {
      FailureCause cause =
          e.isRefused() ? FailureCause.AUTHENTICATION_FAILED : FailureCause.TICKET_UNAVAILABLE;
      throw failure(conversation, cause, host.endpointKey() + ": " + e.getMessage(), e);
    } catch (TimeoutException e) {
      String text =
          host.endpointKey()
              + ": the key distribution centre gave no Kerberos ticket within authenticateTimeout;"
              + " kdc_timeout and max_retries in krb5.conf tell how soon the next one is asked";
      throw failure(
          conversation, FailureCause.TICKET_UNAVAILABLE, text, new TicketException(text, false, e));
    } catch (CancellationException e) {
      FailureCause why = opening.causeOr(FailureCause.SHUTDOWN);
      throw conversation.broken(why, "called off while waiting for a Kerberos ticket", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(
          conversation,
          FailureCause.CANCELLED,
          "interrupted while waiting for a Kerberos ticket",
          e);
    } finally {
      opening.over(conversation);
    }
  }

  private static SmtpFailure failure(
      Conversation conversation, FailureCause cause, String text, Exception exception) {
    return conversation.unsendable(SmtpSendStage.AUTHENTICATE, cause, text, exception);
  }
}
