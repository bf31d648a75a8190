package org.smtpra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpReply;
import org.smtpra.failure.FailureTable;
import org.smtpra.protocol.Mailbox;

/** What the server said about each recipient of one transaction. */
final class RecipientLedger {

  private final List<Mailbox> recipients;
  private final List<SmtpReply> replies = new ArrayList<>();

  RecipientLedger(List<Mailbox> recipients) {
    this.recipients = recipients;
  }

  /** Notes the reply to the next RCPT. */
  void heard(SmtpReply reply) {
    replies.add(reply);
  }

  private static boolean isForGood(SmtpReply reply) {
    return reply.isPermanentRefusal() && !FailureTable.meansTooManyRecipients(reply);
  }

  private static boolean isForNow(SmtpReply reply) {
    return reply.isTransientRefusal() || FailureTable.meansTooManyRecipients(reply);
  }

  /** Tells whether every RCPT has its reply. */
  boolean isComplete() {
    return replies.size() == recipients.size();
  }

  /** Tells whether the last recipient was answered with the server's farewell. */
  boolean endedTheSession() {
    return !replies.isEmpty() && Replies.isLastWord(last());
  }

  SmtpReply last() {
    return replies.get(replies.size() - 1);
  }

  int accepted() {
    int taken = 0;
    for (SmtpReply reply : replies) {
      taken += reply.isPositive() ? 1 : 0;
    }
    return taken;
  }

  boolean allAccepted() {
    return accepted() == recipients.size();
  }

  /** How many the server had taken when it said that they were too many; nothing for none. */
  OptionalInt room() {
    int taken = 0;
    for (SmtpReply reply : replies) {
      if (FailureTable.limitsRecipients(reply)) {
        return taken == 0 ? OptionalInt.empty() : OptionalInt.of(taken);
      }
      taken += reply.isPositive() ? 1 : 0;
    }
    return OptionalInt.empty();
  }

  /** Tells whether the server said that some were too many. */
  boolean wasLimited() {
    return replies.stream().anyMatch(FailureTable::limitsRecipients);
  }

  /** The refusal that decides under ALL_OR_NOTHING: the first for good, else the first for now. */
  Optional<SmtpReply> firstPermanent() {
    return replies.stream().filter(RecipientLedger::isForGood).findFirst();
  }

  Optional<SmtpReply> firstTransient() {
    return replies.stream().filter(RecipientLedger::isForNow).findFirst();
  }

  /**
   * The outcomes when the transaction ended with this for the recipients that had been accepted.
   */
  List<RecipientOutcome> outcomes(Disposition accepted, @Nullable SmtpReply verdict) {
    List<RecipientOutcome> outcomes = new ArrayList<>(recipients.size());
    for (int i = 0; i < recipients.size(); i++) {
      outcomes.add(outcome(i, accepted, verdict));
    }
    return outcomes;
  }

  /** The outcomes when nobody can tell who has the message, whatever was said to RCPT. */
  List<RecipientOutcome> unknown() {
    return recipients.stream()
        .map(one -> new RecipientOutcome(one.address(), Disposition.UNKNOWN, Optional.empty()))
        .toList();
  }

  private RecipientOutcome outcome(int index, Disposition accepted, @Nullable SmtpReply verdict) {
    String address = recipients.get(index).address();
    if (index >= replies.size()) {
      return new RecipientOutcome(address, unanswered(accepted), Optional.empty());
    }
    SmtpReply reply = replies.get(index);
    if (isForGood(reply)) {
      return new RecipientOutcome(address, Disposition.REFUSED, Optional.of(reply));
    }
    if (isForNow(reply)) {
      return new RecipientOutcome(address, Disposition.DEFERRED, Optional.of(reply));
    }
    SmtpReply words = verdict == null ? reply : verdict;
    return new RecipientOutcome(address, accepted, Optional.of(words));
  }

  /** Where the content went out with the envelope, a recipient without a reply may have it. */
  private Disposition unanswered(Disposition accepted) {
    if (accepted == Disposition.UNKNOWN) {
      return Disposition.UNKNOWN;
    }
    return closing() ? Disposition.DEFERRED : Disposition.NOT_ATTEMPTED;
  }

  /** After 421 the recipients not yet asked for share the fate of the one that was. */
  private boolean closing() {
    return !replies.isEmpty() && replies.get(replies.size() - 1).code() == 421;
  }
}
