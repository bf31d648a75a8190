package org.smtpra.session;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.CommandLine;
import org.smtpra.protocol.MailParameters;
import org.smtpra.protocol.Mailbox;
import org.smtpra.protocol.Notifications;

/**
 * MAIL, RCPT and, where it joins them, DATA: sends them, keeps the replies, and decides whether the
 * content may follow. When it may not, the session is left clean or closed.
 */
final class EnvelopeExchange {

  private static final byte[] LONE_DOT = {'.', '\r', '\n'};

  private final Conversation conversation;
  private final Envelope envelope;
  private final Duration budget;
  private final RecipientLedger ledger;
  private @Nullable SmtpReply mail;
  private @Nullable SmtpReply data;
  private @Nullable SmtpReply nonsense;

  EnvelopeExchange(Conversation conversation, Envelope envelope, Duration budget) {
    this.conversation = conversation;
    this.envelope = envelope;
    this.budget = budget;
    this.ledger = new RecipientLedger(envelope.recipients());
  }

  RecipientLedger ledger() {
    return ledger;
  }

  /** The commands, for a flush of their own or one that goes on with the content. */
  CommandGroup commands(
      MailParameters parameters, Optional<Notifications> notifications, SendMode mode) {
    CommandGroup group = new CommandGroup(conversation, mode.pipelined(), budget);
    String from = envelope.from().map(Mailbox::wireForm).orElse("");
    group.add(SmtpSendStage.MAIL_FROM, CommandLine.mail(from, parameters), this::heardMail);
    for (Mailbox recipient : envelope.recipients()) {
      String asked = notifications.map(n -> n.ofRecipient(recipient)).orElse("");
      byte[] line = CommandLine.rcpt(recipient.wireForm(), asked);
      group.add(SmtpSendStage.RCPT_TO, line, this::heardRecipient);
    }
    if (mode.dataJoins()) {
      group.add(SmtpSendStage.DATA, CommandLine.data(), this::heardData);
    }
    return group;
  }

  private boolean heardMail(SmtpReply reply) {
    mail = reply;
    return reply.code() == 250;
  }

  private boolean heardRecipient(SmtpReply reply) {
    if (mailFailed()) {
      return false;
    }
    if (reply.isIntermediate() || reply.code() == 221) {
      nonsense = reply;
      return false;
    }
    ledger.heard(reply);
    return true;
  }

  private boolean heardData(SmtpReply reply) {
    data = reply;
    return true;
  }

  /** Tells whether what was said so far can be the answers to these commands. */
  boolean makesSense() {
    return senseless() == null;
  }

  private @Nullable SmtpReply senseless() {
    return mail != null && mailFailed() && !Replies.isRefusal(mail) ? mail : nonsense;
  }

  /** Tells whether no transaction has begun. */
  boolean mailFailed() {
    return mail != null && mail.code() != 250;
  }

  /** Runs the commands; a refusal counts even if the connection breaks before the rest is read. */
  void run(CommandGroup group) throws SmtpFailure {
    try {
      group.run();
    } catch (SmtpFailure e) {
      throw provenRefusal().orElse(e);
    }
    decide();
  }

  /** A refusal after which the transaction cannot complete, whatever else is still unread. */
  Optional<SmtpFailure> provenRefusal() {
    if (mail != null && Replies.isRefusal(mail)) {
      return Optional.of(conversation.refused(SmtpSendStage.MAIL_FROM, mail));
    }
    if (ledger.isComplete() && ledger.accepted() == 0 && !ledger.endedTheSession()) {
      return Optional.of(conversation.refused(SmtpSendStage.RCPT_TO, decidingRefusal()));
    }
    return Optional.empty();
  }

  /** What is neither yes nor no leaves no way to go on. */
  void failIfNonsense() throws SmtpFailure {
    SmtpReply senseless = senseless();
    if (senseless != null) {
      String text = "the server answered the envelope with " + senseless;
      throw conversation.broken(FailureCause.PROTOCOL_ERROR, text, null);
    }
  }

  /** Where the content is under way, a farewell in the place of a reply tells nothing about it. */
  void failIfEnded() throws SmtpFailure {
    if (ledger.endedTheSession()) {
      String text = "the server ended the session with " + ledger.last();
      throw conversation.broken(FailureCause.CONNECTION_LOST, text, null);
    }
  }

  /** All replies to an envelope that ends with DATA: the last one is a 354 or a refusal. */
  void failIfOutOfStep() throws SmtpFailure {
    if (conversation.isBroken()) {
      return;
    }
    failIfNonsense();
    if (data != null && data.code() != 354 && !Replies.isRefusal(data)) {
      String text = "the server answered DATA with " + data;
      throw conversation.broken(FailureCause.PROTOCOL_ERROR, text, null);
    }
  }

  private void decide() throws SmtpFailure {
    failIfNonsense();
    if (mail != null && mailFailed()) {
      SmtpFailure failure = conversation.refused(SmtpSendStage.MAIL_FROM, mail);
      // No transaction is open, so there is nothing to reset; some servers count RSET as idling.
      if (mayAwaitContent()) {
        cleanUp();
      }
      throw failure;
    }
    if (ledger.endedTheSession()) {
      throw conversation.refused(SmtpSendStage.RCPT_TO, ledger.last());
    }
    if (!enoughAccepted()) {
      SmtpFailure failure = tooFewAccepted();
      cleanUp();
      throw failure;
    }
    if (data != null && data.code() != 354) {
      SmtpFailure failure = conversation.refused(SmtpSendStage.DATA, data);
      reset();
      throw failure;
    }
  }

  private boolean enoughAccepted() {
    return envelope.policy() == SmtpRecipientPolicy.ALL_OR_NOTHING
        ? ledger.allAccepted()
        : ledger.accepted() > 0;
  }

  private SmtpFailure tooFewAccepted() {
    SmtpReply deciding = decidingRefusal();
    OptionalInt room = ledger.room();
    String hint =
        room.isPresent() && FailureTable.limitsRecipients(deciding)
            ? "; it takes " + room.getAsInt() + " recipients in one message"
            : "";
    return conversation.refused(SmtpSendStage.RCPT_TO, deciding, hint);
  }

  private SmtpReply decidingRefusal() {
    Optional<SmtpReply> deciding =
        envelope.policy() == SmtpRecipientPolicy.ALL_OR_NOTHING
            ? ledger.firstPermanent().or(ledger::firstTransient)
            : ledger.firstTransient().or(ledger::firstPermanent);
    return deciding.orElseThrow();
  }

  /**
   * Ends a transaction that must not complete. RFC 2920 section 3.1 ends an unwanted 354 with a
   * lone dot, which would deliver an empty mail to the recipients that were accepted: then only
   * closing helps.
   */
  private void cleanUp() {
    if (!mayAwaitContent()) {
      reset();
    } else if (data != null && data.code() == 354 && ledger.accepted() == 0) {
      quietly(SmtpSendStage.CONTENT, LONE_DOT);
    } else {
      conversation.situation().endsBy(SessionEnd.ABORTED_DATA);
      conversation.breakOff();
    }
  }

  /** What is neither 354 nor a refusal leaves open what the server takes the next octets for. */
  private boolean mayAwaitContent() {
    return data != null && !Replies.isRefusal(data);
  }

  /** Asks for permission to send the content, where DATA did not go out with the envelope. */
  void askForData() throws SmtpFailure {
    SmtpReply reply =
        conversation.command(SmtpSendStage.DATA, CommandLine.data(), conversation.budget(budget));
    if (reply.code() != 354) {
      SmtpFailure failure = conversation.refused(SmtpSendStage.DATA, reply);
      reset();
      throw failure;
    }
  }

  /** Ends the open transaction, so that the session can be used again. */
  void reset() {
    SmtpReply reply = quietly(SmtpSendStage.MAIL_FROM, CommandLine.rset());
    if (reply != null && reply.code() != 250) {
      conversation.abort(FailureCause.PROTOCOL_ERROR);
    }
  }

  private @Nullable SmtpReply quietly(SmtpSendStage stage, byte[] line) {
    if (conversation.isBroken()) {
      return null;
    }
    try {
      return conversation.command(stage, line, conversation.budget(budget));
    } catch (SmtpFailure e) {
      // The conversation knows that it is broken; the next borrower gets a new session.
      return null;
    }
  }
}
