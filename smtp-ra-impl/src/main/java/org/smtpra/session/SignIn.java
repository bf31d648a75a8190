package org.smtpra.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.auth.AuthText;
import org.smtpra.auth.BearerToken;
import org.smtpra.auth.ChannelBinding;
import org.smtpra.auth.SaslClientMechanism;
import org.smtpra.auth.SaslFailureException;
import org.smtpra.auth.SaslMechanisms;
import org.smtpra.auth.SaslOffer;
import org.smtpra.auth.TokenHolder;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.KerberosSource;
import org.smtpra.config.Security;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.event.LogMessage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.CommandLine;
import org.smtpra.transport.Deadline;

/** AUTH, with all its steps, under one budget (RFC 4954). */
final class SignIn {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private static final String WITHOUT_BINDING =
      " (SCRAM-SHA-256-PLUS only under TLS, with a certificate whose signature has a hash function)";

  private final Conversation conversation;
  private final Introduction introduction;
  private final SmtpConfiguration configuration;
  private final TicketWait tickets;

  SignIn(
      Conversation conversation,
      Introduction introduction,
      SmtpConfiguration configuration,
      TicketWait tickets) {
    this.conversation = conversation;
    this.introduction = introduction;
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
        throw refused(reply, mechanism, applicant);
      }
      if (!mechanism.complete()) {
        throw endedTooEarly(mechanism);
      }
    } catch (SaslFailureException e) {
      noteUnknownBinding(e, host);
      String text = "sign-in failed: " + e.getMessage() + UnknownBinding.advice(e);
      throw conversation.broken(cause(e), text, e);
    }
  }

  /** Some speak against this server or the way to it, not against a password good elsewhere. */
  private static FailureCause cause(SaslFailureException e) {
    if (e.isAboutBinding()) {
      return FailureCause.CHANNEL_BINDING_REFUSED;
    }
    return e.isNonsense() ? FailureCause.PROTOCOL_ERROR : FailureCause.AUTHENTICATION_FAILED;
  }

  private SmtpFailure refused(SmtpReply reply, SaslClientMechanism mechanism, Applicant applicant)
      throws SaslFailureException {
    if (reply.isPermanentRefusal() && mechanism.refusalIsAboutBinding()) {
      throw SaslFailureException.unknownBinding(
          mechanism.name() + " was refused with " + reply + ", before the password had a part");
    }
    boolean withToken = applicant.token() != null;
    String advice = SignInAdvice.on(reply, withToken, mechanism.complaint());
    String doubt = reply.isPermanentRefusal() ? mechanism.doubt() : "";
    return conversation.refused(SmtpSendStage.AUTHENTICATE, reply, advice + doubt);
  }

  private void noteUnknownBinding(SaslFailureException e, HostConfiguration host) {
    if (e.isUnknownBinding()
        && UnknownBinding.mayDoWithout(configuration)
        && introduction.quirks().heardUnknownBinding()) {
      LogMessage.CHANNEL_BINDING_UNKNOWN.to(LOG, host.endpointKey());
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
    if (!introduction.capabilities().saslMechanisms().contains(KerberosSource.MECHANISM)) {
      throw nothingInCommon(host, List.of(KerberosSource.MECHANISM), "");
    }
    return tickets.ticket(credentials, host, conversation, deadline);
  }

  private SaslClientMechanism choose(
      Applicant applicant, Credentials credentials, HostConfiguration host) throws SmtpFailure {
    List<String> allowed = configuration.client().saslMechanisms();
    SaslOffer offer =
        SaslOffer.of(introduction.capabilities().saslMechanisms(), allowed).in(binding(host));
    String user = credentials.userName();
    BearerToken token = applicant.token();
    List<String> ours = token == null ? SaslMechanisms.supported() : SaslMechanisms.forTokens();
    Optional<SaslClientMechanism> mechanism =
        token == null
            ? SaslMechanisms.strongest(offer, user, credentials.password().reveal())
            : SaslMechanisms.withToken(
                offer, new TokenHolder(user, token, host.host(), host.port()));
    return mechanism.orElseThrow(
        () ->
            nothingInCommon(
                host,
                allowed.isEmpty() ? ours : allowed,
                offer.binding().isPresent() ? "" : WITHOUT_BINDING));
  }

  private SmtpFailure nothingInCommon(HostConfiguration host, List<String> wanted, String remark) {
    return conversation.unsendable(
        SmtpSendStage.AUTHENTICATE,
        FailureCause.NO_COMMON_MECHANISM,
        host.endpointKey()
            + " offers the mechanisms "
            + introduction.capabilities().saslMechanisms()
            + ", of which none is among "
            + wanted
            + remark,
        null);
  }

  /** What ties a sign-in to this TLS session. */
  private Optional<ChannelBinding> binding(HostConfiguration host) {
    Optional<X509Certificate> certificate = conversation.channel().serverCertificate();
    if (certificate.isEmpty() || !knowsBinding()) {
      return Optional.empty();
    }
    Optional<ChannelBinding> binding = certificate.flatMap(ChannelBinding::toServer);
    if (binding.isEmpty()) {
      LOG.log(
          Level.DEBUG,
          () ->
              host.endpointKey()
                  + " has a certificate signed with "
                  + certificate.get().getSigAlgName()
                  + ", which has no hash for channel binding: no SCRAM-SHA-256-PLUS");
    }
    return binding;
  }

  /** Where it is demanded, it is tried again each time: the server may have learnt. */
  private boolean knowsBinding() {
    return introduction.quirks().knowsBinding() || !UnknownBinding.mayDoWithout(configuration);
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
