package org.smtpra.session;

import org.smtpra.SmtpFailureReason;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/** Signs in after asking whether that may be tried, and tells what came of it. Thread safe. */
final class GatedSignIn {

  private final SmtpConfiguration configuration;
  private final SignInGate gate;
  private final TicketWait tickets;

  GatedSignIn(SmtpConfiguration configuration, SignInGate gate, TicketWait tickets) {
    this.configuration = configuration;
    this.gate = gate;
    this.tickets = tickets;
  }

  void run(
      Applicant applicant,
      HostConfiguration host,
      Conversation conversation,
      Introduction introduction)
      throws SmtpFailure {
    if (applicant.credentials().isEmpty()) {
      return;
    }
    Credentials credentials = applicant.credentials().get();
    Deadline waiting = conversation.budget(configuration.timeouts().authenticate());
    gate.enter(credentials, waiting, conversation::isBroken);
    boolean told = false;
    try {
      new SignIn(conversation, introduction, configuration, tickets)
          .as(applicant, credentials, host);
      told = true;
      gate.accepted(credentials);
    } catch (SmtpFailure e) {
      boolean refused = e.classification().reason() == SmtpFailureReason.AUTHENTICATION_REFUSED;
      if (refused && !(applicant.mayRefresh() && RefusedToken.mayBeWhy(e))) {
        told = true;
        gate.refused(credentials, e);
      }
      throw e;
    } finally {
      if (!told) {
        gate.untold(credentials);
      }
    }
  }
}
