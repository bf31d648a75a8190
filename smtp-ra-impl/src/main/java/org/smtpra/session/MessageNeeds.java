package org.smtpra.session;

import java.util.Optional;
import org.smtpra.SmtpDsnRequest;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.Capabilities;
import org.smtpra.protocol.MailParameters;
import org.smtpra.protocol.Notifications;
import org.smtpra.session.MessageContent.EightBit;

/** Checks, before anything is said, that the server offers what a message needs. */
final class MessageNeeds {

  private final Conversation conversation;
  private final Capabilities capabilities;
  private final Envelope envelope;

  MessageNeeds(Conversation conversation, Capabilities capabilities, Envelope envelope) {
    this.conversation = conversation;
    this.capabilities = capabilities;
    this.envelope = envelope;
  }

  /** The parameters of MAIL; nothing is left out silently that the message cannot do without. */
  MailParameters check(MessageContent content) throws SmtpFailure {
    boolean utf8 = content.utf8Headers() || envelope.needsSmtpUtf8();
    boolean eightBitOffered = capabilities.offers("8BITMIME");
    require(!utf8, "SMTPUTF8", "the message has an address or header with raw UTF-8");
    require(content.eightBit() != EightBit.YES, "8BITMIME", "the message has octets over 127");
    requireTls();
    require(
        !envelope.dsn().map(SmtpDsnRequest::isRequired).orElse(false),
        "DSN",
        "the message asks for notifications");
    refuseOversize(content.size());
    return new MailParameters(
        capabilities.offers("SIZE") ? content.size() : -1,
        eightBitOffered && content.eightBit() != EightBit.NO,
        utf8,
        envelope.requireTls(),
        notifications().map(Notifications::ofMail).orElse(""));
  }

  /** What RCPT may say about notifications, where the server offers DSN. */
  Optional<Notifications> notifications() {
    return capabilities.offers("DSN") ? envelope.dsn().map(Notifications::new) : Optional.empty();
  }

  private void require(boolean withoutIt, String extension, String why) throws SmtpFailure {
    if (!withoutIt && !capabilities.offers(extension)) {
      throw missing(why + ", and the server does not offer " + extension);
    }
  }

  /** RFC 8689 section 3: only TLS that was verified counts; every TLS of ours is. */
  private void requireTls() throws SmtpFailure {
    if (envelope.requireTls() && !conversation.channel().isSecure()) {
      throw missing("the message asks for REQUIRETLS, and the session has no TLS");
    }
    require(!envelope.requireTls(), "REQUIRETLS", "the message asks for REQUIRETLS");
  }

  private SmtpFailure missing(String text) {
    return conversation.unsendable(
        SmtpSendStage.MAIL_FROM, FailureCause.EXTENSION_MISSING, text, null);
  }

  /** RFC 1870: a limit the server states saves a round trip and the whole content. */
  private void refuseOversize(long size) throws SmtpFailure {
    long limit = capabilities.sizeLimit();
    if (limit > 0 && size > limit) {
      throw conversation.unsendable(
          SmtpSendStage.MAIL_FROM,
          FailureCause.MESSAGE_TOO_LARGE,
          "the message has " + size + " octets, the server takes at most " + limit,
          null);
    }
  }
}
