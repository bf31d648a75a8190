package org.smtpra.session;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.LogMessage;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

/**
 * One message under SEND_TO_ACCEPTED, in as many transactions as the server's limit of recipients
 * asks for (RFC 5321 section 4.5.3.1.8): the first goes to those it takes, the next ones, at once,
 * to those for whom it said that they were too many. Once somebody has the message, only doubt is a
 * failure: all else is told by the outcomes of the others.
 */
final class RecipientRounds {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final Envelope envelope;
  private final Wire wire;
  private final List<RecipientOutcome> outcomes = new ArrayList<>();
  private SmtpReply lastVerdict = new SmtpReply(250, "", List.of());

  /** Indices of those for whom there was no room, in the order of the envelope. */
  private List<Integer> waiting = List.of();

  private int mostAtOnce;

  RecipientRounds(Envelope envelope, Wire wire) {
    this.envelope = envelope;
    this.wire = wire;
  }

  /** Where a transaction runs. */
  interface Wire {

    TransactionResult transact(Envelope envelope, MessageContent content) throws SmtpFailure;

    /** Whether recipients go out together. */
    boolean pipelines();

    /** Whether another transaction may begin: nobody has called it off, and the session is fit. */
    boolean mayGoOn();
  }

  TransactionResult run(MessageContent content) throws SmtpFailure {
    if (envelope.policy() != SmtpRecipientPolicy.SEND_TO_ACCEPTED
        || envelope.recipients().size() == 1) {
      return wire.transact(envelope, content);
    }
    MessageContent same = content.size() < 0 ? new SameContent(content) : content;
    TransactionResult first = wire.transact(envelope, same);
    outcomes.addAll(first.recipients());
    lastVerdict = first.finalReply();
    waiting = limited(IntStream.range(0, outcomes.size()).boxed().toList());
    mostAtOnce = accepted(first.recipients());
    boolean progress = true;
    while (progress && !waiting.isEmpty() && wire.mayGoOn()) {
      progress = anotherRound(same);
    }
    return new TransactionResult(lastVerdict, outcomes);
  }

  /** As many as the server took the last time: more of them would only offend it. */
  private boolean anotherRound(MessageContent content) throws SmtpFailure {
    List<Integer> now = waiting.subList(0, Math.min(mostAtOnce, waiting.size()));
    List<Integer> later = waiting.subList(now.size(), waiting.size());
    boolean goOn = transact(now, content);
    List<Integer> again = limited(now);
    if (again.size() == now.size()) {
      return false;
    }
    waiting = new ArrayList<>(again);
    waiting.addAll(later);
    return goOn;
  }

  private boolean transact(List<Integer> now, MessageContent content) throws SmtpFailure {
    Envelope some = envelope.to(now.stream().map(envelope.recipients()::get).toList());
    try {
      TransactionResult result = wire.transact(some, content);
      note(now, result.recipients());
      lastVerdict = result.finalReply();
      if (!limited(now).isEmpty()) {
        mostAtOnce = accepted(result.recipients());
      }
      return true;
    } catch (SmtpFailure e) {
      note(now, e.recipients());
      if (e.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA) {
        throw e.withRecipients(outcomes);
      }
      return e.classification().stage() == SmtpSendStage.RCPT_TO;
    } catch (RuntimeException | Error e) {
      // Whoever heard of an error would send to all again, also to those who have the message.
      LogMessage.PARTLY_SENT.to(LOG, e);
      return false;
    }
  }

  /** Who was not even asked keeps what the server had said. */
  private void note(List<Integer> indices, List<RecipientOutcome> heard) {
    for (int i = 0; i < heard.size(); i++) {
      RecipientOutcome outcome = heard.get(i);
      if (outcome.reply().isPresent() || outcome.disposition() != Disposition.NOT_ATTEMPTED) {
        outcomes.set(indices.get(i), outcome);
      }
    }
  }

  private List<Integer> limited(List<Integer> indices) {
    return indices.stream().filter(i -> isLimited(outcomes.get(i))).toList();
  }

  private boolean isLimited(RecipientOutcome outcome) {
    Optional<SmtpReply> reply = outcome.reply();
    return outcome.disposition() == Disposition.DEFERRED
        && reply.isPresent()
        && FailureTable.limitsRecipients(reply.get())
        && isTrusted(reply.get());
  }

  /**
   * Dovecot's submission service has told its relay of recipients that came in one flush before it
   * says 451 to them: they may have the message, so nothing is sent to them again unasked.
   */
  private boolean isTrusted(SmtpReply limit) {
    return limit.code() != 451 || !wire.pipelines();
  }

  private static int accepted(List<RecipientOutcome> outcomes) {
    return (int) outcomes.stream().filter(o -> o.disposition() == Disposition.ACCEPTED).count();
  }
}
