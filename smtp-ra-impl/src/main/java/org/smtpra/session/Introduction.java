package org.smtpra.session;

import java.io.IOException;
import java.time.Duration;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.Security;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.Capabilities;
import org.smtpra.protocol.CommandLine;
import org.smtpra.protocol.EhloName;
import org.smtpra.protocol.MalformedReplyException;

/** The beginning of a conversation: greeting, EHLO with HELO as fall-back, STARTTLS. */
final class Introduction {

  private final Conversation conversation;
  private final SmtpConfiguration configuration;
  private final HostQuirks quirks;
  private Capabilities capabilities = Capabilities.none();

  Introduction(Conversation conversation, SmtpConfiguration configuration, HostQuirks quirks) {
    this.conversation = conversation;
    this.configuration = configuration;
    this.quirks = quirks;
  }

  HostQuirks quirks() {
    return quirks;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  void greet() throws SmtpFailure {
    SmtpReply greeting =
        conversation.reply(
            SmtpSendStage.GREETING, conversation.budget(configuration.timeouts().greeting()));
    if (greeting.code() != 220) {
      throw conversation.refused(SmtpSendStage.GREETING, greeting);
    }
    quirks.heardGreeting(greeting);
    ehlo();
  }

  private void ehlo() throws SmtpFailure {
    String name = ehloName();
    byte[] ehlo = CommandLine.ehlo(name);
    SmtpReply reply = ask(SmtpSendStage.EHLO, ehlo);
    if (reply.isPermanentRefusal() && !conversation.isBroken()) {
      helo(name);
    } else if (reply.code() != 250) {
      throw conversation.refused(SmtpSendStage.EHLO, reply);
    } else {
      conversation.situation().introducedWith(ehlo);
      read(reply);
    }
  }

  /** RFC 5321 section 3.2: a server that does not know EHLO is addressed with HELO. */
  private void helo(String name) throws SmtpFailure {
    SmtpReply reply = ask(SmtpSendStage.EHLO, CommandLine.helo(name));
    if (reply.code() != 250) {
      throw conversation.refused(SmtpSendStage.EHLO, reply);
    }
    capabilities = Capabilities.none();
  }

  private void read(SmtpReply reply) throws SmtpFailure {
    try {
      capabilities = Capabilities.ofEhlo(reply).without(configuration.wire().ehloIgnore());
    } catch (MalformedReplyException e) {
      throw conversation.failed(e);
    }
  }

  private String ehloName() throws SmtpFailure {
    try {
      return EhloName.of(
          configuration.client().ehloName(),
          conversation.channel().localAddress().getHostAddress());
    } catch (IOException e) {
      throw conversation.failed(e);
    }
  }

  private SmtpReply ask(SmtpSendStage stage, byte[] line) throws SmtpFailure {
    Duration budget = configuration.timeouts().send();
    return conversation.command(stage, line, conversation.budget(budget));
  }

  boolean mustStartTls(HostConfiguration host) throws SmtpFailure {
    boolean offered = capabilities.offers("STARTTLS");
    if (host.security() == Security.STARTTLS && !offered) {
      throw conversation.unsendable(
          SmtpSendStage.STARTTLS,
          FailureCause.STARTTLS_NOT_OFFERED,
          host.endpointKey()
              + " does not offer STARTTLS, which security=STARTTLS requires; set security=TLS where"
              + " the port expects TLS from the start, or security=NONE to send in clear text",
          null);
    }
    return offered
        && (host.security() == Security.STARTTLS
            || host.security() == Security.STARTTLS_WHEN_AVAILABLE);
  }

  /** After this the next octets must be TLS; whatever came behind the 220 is an attack. */
  void askForTls() throws SmtpFailure {
    SmtpReply reply = ask(SmtpSendStage.STARTTLS, CommandLine.startTls());
    if (reply.code() != 220) {
      throw conversation.refused(SmtpSendStage.STARTTLS, reply);
    }
    if (conversation.channel().input().hasRemaining()) {
      throw conversation.broken(
          FailureCause.STARTTLS_INJECTION,
          "octets in clear text followed the answer to STARTTLS: somebody may be tampering",
          null);
    }
    capabilities = Capabilities.none();
  }

  /** RFC 3207 section 4.2: what was said before TLS no longer counts. */
  void ehloAgain() throws SmtpFailure {
    ehlo();
  }
}
