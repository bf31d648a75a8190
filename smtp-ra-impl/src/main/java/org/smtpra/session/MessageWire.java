package org.smtpra.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.WireRules;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.Capabilities;
import org.smtpra.transport.Deadline;

/**
 * The messages of a session, one transaction after the other, and the envelope that has gone ahead
 * of its message: then only that message may be sent. One thread at a time, except the questions.
 */
final class MessageWire implements RecipientRounds.Wire {

  /** Postfix says 421 after 20 errors without a mail, and delays its answers after 10. */
  static final int MAX_REFUSALS = 8;

  /** How fresh a session's last answer must be for content to follow an unanswered envelope. */
  private static final Duration RECENTLY = Duration.ofSeconds(5);

  private final Terms terms;
  private final WireRules rules;
  private final LongSupplier clock;
  private final AtomicInteger messages = new AtomicInteger();
  private volatile long provenNanos;
  private volatile @Nullable EnvelopeAhead ahead;
  private Deadline limit;

  /** For the next transaction: the one that has begun, and what is to follow; null for none. */
  private @Nullable Transaction begun;

  private @Nullable EnvelopeAhead following;

  MessageWire(Terms terms, WireRules rules, LongSupplier clock) {
    this.terms = terms;
    this.rules = rules;
    this.clock = clock;
    this.provenNanos = clock.getAsLong();
    this.limit = Deadline.never(clock);
  }

  TransactionResult send(
      Outgoing message, @Nullable NextMessage next, Deadline newLimit, Consent consent)
      throws SmtpFailure {
    limit = newLimit;
    Conversation conversation = terms.conversation();
    conversation.begin(newLimit, consent);
    EnvelopeAhead expected = ahead;
    if (expected != null && !expected.message().isSame(message)) {
      conversation.situation().at(SmtpSendStage.MAIL_FROM);
      conversation.situation().endsBy(SessionEnd.ABORTED_DATA);
      throw conversation.broken(
          FailureCause.CONNECTION_LOST, "the session was kept for another message", null);
    }
    ahead = null;
    begun = expected == null ? null : expected.transaction();
    following = next == null ? null : plan(next);
    return new RecipientRounds(message.envelope(), this).run(message.content());
  }

  /** The next message's envelope where it may go ahead; null where it must not. */
  private @Nullable EnvelopeAhead plan(NextMessage next) {
    Outgoing message = next.message();
    SendMode mode = mode(message.envelope(), message.content());
    if (!mode.dataJoins() || !terms.quirks().trustsOverlap()) {
      return null;
    }
    Transaction transaction = new Transaction(terms, message.envelope(), mode);
    try {
      transaction.compose(message.content());
    } catch (SmtpFailure e) {
      // The server lacks what it needs: to be said when its own turn comes.
      return null;
    }
    return transaction.fitsOneFlush()
        ? new EnvelopeAhead(message, transaction, next.mayFollow())
        : null;
  }

  @Override
  public TransactionResult transact(Envelope envelope, MessageContent content) throws SmtpFailure {
    messages.incrementAndGet();
    Transaction transaction =
        begun == null ? new Transaction(terms, envelope, mode(envelope, content)) : begun;
    EnvelopeAhead behind = following;
    begun = null;
    following = null;
    try {
      TransactionResult result = transaction.run(content, behind);
      terms.conversation().succeeded();
      return result;
    } finally {
      provenNanos = clock.getAsLong();
      ahead = behind != null && behind.hasGone() ? behind : null;
    }
  }

  private SendMode mode(Envelope envelope, MessageContent content) {
    HostQuirks quirks = terms.quirks();
    SendMode.Circumstances now =
        new SendMode.Circumstances(
            idleTime().compareTo(RECENTLY) < 0,
            quirks.trustsChunking(),
            BdatSink.isOneChunk(content));
    Capabilities trusted =
        quirks.knowsChunking()
            ? terms.capabilities()
            : terms.capabilities().without(List.of("CHUNKING"));
    return SendMode.choose(rules, trusted, envelope, now);
  }

  @Override
  public boolean pipelines() {
    return SendMode.pipelines(rules, terms.capabilities());
  }

  @Override
  public boolean mayGoOn() {
    return !terms.conversation().isBroken()
        && terms.conversation().refusals() < MAX_REFUSALS
        && !limit.hasPassed()
        && !Thread.currentThread().isInterrupted();
  }

  /** Tells whether the envelope of a message that was not sent yet has gone ahead. */
  boolean awaitsMessage() {
    return ahead != null;
  }

  boolean awaits(Outgoing message) {
    EnvelopeAhead expected = ahead;
    return expected != null && expected.message().isSame(message);
  }

  /** The server has answered something. */
  void proven() {
    provenNanos = clock.getAsLong();
  }

  /** How long ago the server last answered. */
  Duration idleTime() {
    return Duration.ofNanos(clock.getAsLong() - provenNanos);
  }

  /** How many transactions were begun. */
  int messages() {
    return messages.get();
  }
}
