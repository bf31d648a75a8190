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

  /** Exim hangs up at the eleventh command of a session that belongs to no mail. */
  private static final int MAX_ASIDES = 8;

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

  private boolean chunksTaken;

  /** Probes, and messages that were refused, behind each of which the transaction is reset. */
  private int asides;

  MessageWire(Terms terms, WireRules rules, LongSupplier clock) {
    this.terms = terms;
    this.rules = rules;
    this.clock = clock;
    this.provenNanos = clock.getAsLong();
    this.limit = Deadline.never(clock);
  }

  TransactionResult send(
      Outgoing message, List<NextMessage> behind, Deadline newLimit, Consent consent)
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
    List<WindowMessage> window = expected == null ? window(message, behind) : List.of();
    if (!window.isEmpty()) {
      return send(window);
    }
    ahead = null;
    begun = expected == null ? null : expected.transaction();
    following = behind.isEmpty() ? null : plan(behind.get(0));
    return new RecipientRounds(message.envelope(), this).run(message.content());
  }

  /**
   * The messages that may be in flight at once, empty where that is one. The server has shown that
   * it knows BDAT: one that does not may take every content in flight for commands. And all of them
   * may be refused without more refusals, and more commands to reset, than a server bears: one that
   * hangs up would leave the rest in doubt.
   */
  private List<WindowMessage> window(Outgoing first, List<NextMessage> behind) {
    if (behind.isEmpty() || !chunksTaken || !terms.quirks().trustsOverlap()) {
      return List.of();
    }
    int most = Math.min(MAX_REFUSALS - terms.conversation().refusals(), MAX_ASIDES - asides);
    return new WindowPlan(terms, one -> mode(one.envelope(), one.content()), limit, most)
        .of(first, behind);
  }

  private TransactionResult send(List<WindowMessage> window) throws SmtpFailure {
    try {
      return new WindowExchange(terms, window, messages::incrementAndGet).run();
    } finally {
      provenNanos = clock.getAsLong();
      asides += (int) window.stream().filter(WindowMessage::isRefused).count();
    }
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
      chunksTaken |= transaction.isChunked();
      terms.conversation().succeeded();
      // Another transaction of the message has a boundary of its own.
      terms.conversation().situation().resolveBoundary();
      return result;
    } catch (SmtpFailure e) {
      asides++;
      throw e;
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

  /** The server has answered a probe. */
  void probed() {
    provenNanos = clock.getAsLong();
    asides++;
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
