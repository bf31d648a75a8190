package org.smtpra.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.failure.FailureTable;
import org.smtpra.protocol.Mailbox;
import org.smtpra.session.Envelope;

/** What became of each recipient over all attempts of one message, in the envelope's order. */
final class RecipientTally {

  private final Envelope envelope;
  private final Map<String, RecipientOutcome> outcomes = new LinkedHashMap<>();

  RecipientTally(Envelope envelope) {
    this.envelope = envelope;
    for (Mailbox recipient : envelope.recipients()) {
      outcomes.put(
          recipient.address(),
          new RecipientOutcome(recipient.address(), Disposition.NOT_ATTEMPTED, Optional.empty()));
    }
  }

  /** Notes what an attempt said of the recipients that it had; the others keep what they have. */
  void heard(List<RecipientOutcome> attempted) {
    attempted.forEach(outcome -> outcomes.put(outcome.address(), outcome));
  }

  List<RecipientOutcome> outcomes() {
    return List.copyOf(outcomes.values());
  }

  boolean isAnyAccepted() {
    return outcomes.values().stream().anyMatch(o -> o.disposition() == Disposition.ACCEPTED);
  }

  /** Tells whether somebody is left to whom the message may be sent again. */
  boolean isAnyLeft() {
    return isForAll() ? !isAnyAccepted() : outcomes.values().stream().anyMatch(this::isLeft);
  }

  /**
   * A connection may be lost behind the refusal of one recipient: nobody has the message then, and
   * the others must not get it without that one.
   */
  private boolean isForAll() {
    return envelope.policy() == SmtpRecipientPolicy.ALL_OR_NOTHING;
  }

  private boolean isLeft(RecipientOutcome outcome) {
    return switch (outcome.disposition()) {
      case DEFERRED -> !mayHaveBeenPassedOn(outcome);
      case NOT_ATTEMPTED -> true;
      case ACCEPTED, REFUSED, UNKNOWN -> false;
    };
  }

  /**
   * Dovecot's submission service tells its relay of recipients that come in one flush before it
   * says 451 4.5.3 to those over its limit: with a message that was taken they may have it too.
   */
  private boolean mayHaveBeenPassedOn(RecipientOutcome deferred) {
    return isAnyAccepted()
        && deferred
            .reply()
            .filter(reply -> reply.code() == 451 && FailureTable.limitsRecipients(reply))
            .isPresent();
  }

  private boolean isLeft(String address) {
    return Optional.ofNullable(outcomes.get(address)).filter(this::isLeft).isPresent();
  }

  /** The envelope for those who are left: never for one who has the message, or may have it. */
  Envelope remaining() {
    if (isForAll()) {
      return envelope;
    }
    List<Mailbox> left =
        envelope.recipients().stream().filter(recipient -> isLeft(recipient.address())).toList();
    return new Envelope(
        envelope.from(), left, envelope.policy(), envelope.dsn(), envelope.requireTls());
  }
}
