package org.smtpra.session;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.Capabilities;
import org.smtpra.protocol.CommandLine;
import org.smtpra.protocol.MalformedReplyException;

/**
 * One of several messages in flight: its octets, and what is heard of it. All but the first begin
 * with RSET: a transaction whose recipient was refused stays open at some servers, and must not
 * take the next message in under its own sender. One thread at a time.
 */
final class WindowMessage {

  private static final byte[] NOTHING = {};

  private final Conversation conversation;
  private final Transaction transaction;
  private final @Nullable NextMessage follower;
  private final ByteBuffer octets;
  private boolean resetDue;
  private boolean begun;
  private @Nullable SmtpReply verdict;

  /** The report of this message alone. */
  private List<String> lines = List.of();

  private WindowMessage(
      Conversation conversation,
      Transaction transaction,
      @Nullable NextMessage follower,
      ByteBuffer octets) {
    this.conversation = conversation;
    this.transaction = transaction;
    this.follower = follower;
    this.octets = octets;
    this.resetDue = follower != null;
  }

  /** The first one, or one that follows; nothing is said yet. */
  static WindowMessage of(
      Terms terms, Outgoing message, SendMode mode, @Nullable NextMessage follower)
      throws SmtpFailure {
    Transaction transaction = new Transaction(terms, message.envelope(), mode);
    transaction.compose(message.content());
    byte[] before = follower == null ? NOTHING : CommandLine.rset();
    return new WindowMessage(
        terms.conversation(),
        transaction,
        follower,
        transaction.inOnePiece(before, message.content()));
  }

  ByteBuffer octets() {
    return octets;
  }

  /** Whether it may leave now; to be asked once. */
  boolean mayFollow() {
    return follower != null && follower.mayFollow().getAsBoolean();
  }

  /** What the conversation reports from here on is of this message. */
  void begin() {
    if (begun) {
      return;
    }
    begun = true;
    conversation.transcript().clear();
    if (resetDue) {
      conversation.transcript().command(CommandLine.rset());
    }
    transaction.commands().noteAll();
    conversation.transcript().note("(content)");
  }

  /** Whose reply is due. */
  SmtpSendStage stage() {
    if (resetDue) {
      return SmtpSendStage.MAIL_FROM;
    }
    return isWithinEnvelope() ? transaction.commands().stage() : SmtpSendStage.FINAL_REPLY;
  }

  private boolean isWithinEnvelope() {
    return !transaction.commands().isAnswered();
  }

  boolean isAnswered() {
    return verdict != null;
  }

  boolean isRefused() {
    return verdict != null && !verdict.isPositive();
  }

  boolean isTaken() {
    return verdict != null && verdict.isPositive();
  }

  /** Takes the next reply; false where it cannot be the one to what is due. */
  boolean hear(SmtpReply reply) {
    if (follower != null && isWithinEnvelope() && Replies.isLastWord(reply)) {
      // It need not be the answer to what is due, and what is behind may still be read.
      return true;
    }
    if (resetDue) {
      resetDue = false;
      return reply.code() == 250 && !isOfEhlo(reply);
    }
    if (isWithinEnvelope()) {
      boolean refused = transaction.exchange().mailFailed();
      transaction.commands().take(reply);
      return transaction.exchange().makesSense()
          && (!refused || Replies.isRefusal(reply))
          && !isOfEhlo(reply);
    }
    return hearVerdict(reply);
  }

  /** 221 is positive too, and a farewell: that tells nothing of the content. */
  private boolean hearVerdict(SmtpReply reply) {
    if (reply.code() == 221) {
      return true;
    }
    verdict = reply;
    if (!reply.isPositive()) {
      return Replies.isRefusal(reply);
    }
    // Nobody takes what is not complete, or what is for nobody.
    return !octets.hasRemaining()
        && transaction.exchange().provenRefusal().isEmpty()
        && !isOfEhlo(reply);
  }

  /** The answer to the EHLO that ends the window: then a reply is missing before it. */
  private static boolean isOfEhlo(SmtpReply reply) {
    try {
      return Replies.isOfEhlo(reply) && Capabilities.ofEhlo(reply).offers("PIPELINING");
    } catch (MalformedReplyException e) {
      return false;
    }
  }

  /** Nothing more is heard of it: keeps what was. */
  void end() {
    begin();
    lines = conversation.transcript().lines();
  }

  /**
   * What became of it.
   *
   * @param ending how the window ended
   * @throws SmtpFailure if it was not taken, or it is unknown whether it was
   */
  TransactionResult result(WindowEnding ending) throws SmtpFailure {
    SmtpReply said = verdict;
    if (ending.outOfStep()) {
      throw told(ending.failure());
    }
    Optional<SmtpFailure> refusal = transaction.exchange().provenRefusal();
    if (refusal.isPresent()) {
      throw told(refusal.get());
    }
    if (said == null) {
      throw told(ending.failure());
    }
    if (!said.isPositive()) {
      throw told(ending.refused(said));
    }
    return transaction.taken(said);
  }

  private SmtpFailure told(SmtpFailure failure) {
    return transaction.told(failure.in(failure.endpointKey(), lines));
  }

  /** Whether the server's word leaves doubt, behind which the session is not used any more. */
  boolean leavesDoubt() {
    SmtpReply said = verdict;
    return said != null
        && Replies.isRefusal(said)
        && FailureTable.refused(SmtpSendStage.FINAL_REPLY, said).kind()
            == SmtpFailureKind.UNKNOWN_AFTER_DATA;
  }

  /** Tells the sender of one that follows; the first one's hears it from {@link #result}. */
  void tell(WindowEnding ending) {
    if (follower == null) {
      return;
    }
    TransactionResult result;
    try {
      result = result(ending);
    } catch (SmtpFailure e) {
      follower.verdict().failed(e);
      return;
    }
    follower.verdict().taken(result);
  }
}
