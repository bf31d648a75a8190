package org.smtpra.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.auth.AuthText;
import org.smtpra.auth.BearerToken;
import org.smtpra.auth.SaslClientMechanism;
import org.smtpra.auth.SaslFailureException;
import org.smtpra.auth.SaslMechanisms;
import org.smtpra.auth.TokenHolder;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.KerberosSource;
import org.smtpra.config.Security;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.Capabilities;
import org.smtpra.protocol.CommandLine;
import org.smtpra.transport.Deadline;

/** AUTH, with all its steps, under one budget (RFC 4954). */
final class SignIn {

  private final Conversation conversation;
  private final Capabilities capabilities;
  private final SmtpConfiguration configuration;
  private final TicketWait tickets;

  SignIn(
      Conversation conversation,
      Capabilities capabilities,
      SmtpConfiguration configuration,
      TicketWait tickets) {
    this.conversation = conversation;
    this.capabilities = capabilities;
    this.configuration = configuration;
    this.tickets = tickets;
  }

  void as(Applicant applicant, Credentials credentials, HostConfiguration host) throws SmtpFailure {
    refuseClearText(host);
    Deadline deadline = conversation.budget(configuration.timeouts().authenticate());
    SaslClientMechanism mechanism =
        credentials.kerberos().isPresent()
            ? byTicket(credentials, host, deadline)
            : choose(applicant, credentials, host);
    try {
      SmtpReply reply = exchange(mechanism, deadline);
      if (reply.code() != 235) {
        boolean withToken = applicant.token() != null;
        String advice = SignInAdvice.on(reply, withToken, mechanism.complaint());
        throw conversation.refused(SmtpSendStage.AUTHENTICATE, reply, advice);
      }
      if (!mechanism.complete()) {
        throw endedTooEarly(mechanism);
      }
    } catch (SaslFailureException e) {
      // Nonsense speaks against this server, not against a password that is good elsewhere.
      FailureCause cause =
          e.isNonsense() ? FailureCause.PROTOCOL_ERROR : FailureCause.AUTHENTICATION_FAILED;
      throw conversation.broken(cause, "sign-in failed: " + e.getMessage(), e);
    }
  }

  private static SaslFailureException endedTooEarly(SaslClientMechanism mechanism) {
    String text = "the server ended " + mechanism.name() + " too early";
    return mechanism.provesTheServer()
        ? new SaslFailureException(text)
        : SaslFailureException.nonsense(text);
  }

  /** A stripped STARTTLS must not make us show a password, or a digest that can be attacked. */
  private void refuseClearText(HostConfiguration host) throws SmtpFailure {
    if (!conversation.channel().isSecure() && host.security() != Security.NONE) {
      throw conversation.unsendable(
          SmtpSendStage.AUTHENTICATE,
          FailureCause.STARTTLS_NOT_OFFERED,
          host.endpointKey()
              + " does not offer STARTTLS, and userName and password are not sent in clear text"
              + " unless security=NONE",
          null);
    }
  }

  private SaslClientMechanism byTicket(
      Credentials credentials, HostConfiguration host, Deadline deadline) throws SmtpFailure {
    if (!capabilities.saslMechanisms().contains(KerberosSource.MECHANISM)) {
      throw nothingInCommon(host, List.of(KerberosSource.MECHANISM));
    }
    return tickets.ticket(credentials, host, conversation, deadline);
  }

  private SaslClientMechanism choose(
      Applicant applicant, Credentials credentials, HostConfiguration host) throws SmtpFailure {
    Set<String> offered = capabilities.saslMechanisms();
    List<String> allowed = configuration.client().saslMechanisms();
    String user = credentials.userName();
    BearerToken token = applicant.token();
    List<String> ours = token == null ? SaslMechanisms.supported() : SaslMechanisms.forTokens();
    Optional<SaslClientMechanism> mechanism =
        token == null
            ? SaslMechanisms.strongest(offered, allowed, user, credentials.password().reveal())
            : SaslMechanisms.withToken(
                offered, allowed, new TokenHolder(user, token, host.host(), host.port()));
    return mechanism.orElseThrow(() -> nothingInCommon(host, allowed.isEmpty() ? ours : allowed));
  }

  private SmtpFailure nothingInCommon(HostConfiguration host, List<String> wanted) {
    return conversation.unsendable(
        SmtpSendStage.AUTHENTICATE,
        FailureCause.NO_COMMON_MECHANISM,
        host.endpointKey()
            + " offers the mechanisms "
            + capabilities.saslMechanisms()
            + ", of which none is among "
            + wanted,
        null);
  }

  private SmtpReply exchange(SaslClientMechanism mechanism, Deadline deadline)
      throws SmtpFailure, SaslFailureException {
    byte[] initial = mechanism.initialResponse();
    String encoded = initial == null ? null : AuthText.encodeInitial(initial);
    byte[] line = CommandLine.auth(mechanism.name(), encoded);
    SmtpReply reply = conversation.secret("AUTH " + mechanism.name(), line, deadline);
    while (reply.code() == 334) {
      byte[] challenge = AuthText.decode(String.join("", reply.lines()));
      String text = AuthText.encode(mechanism.respond(challenge)) + "\r\n";
      reply = conversation.secret("(response)", text.getBytes(StandardCharsets.US_ASCII), deadline);
    }
    return reply;
  }
}
