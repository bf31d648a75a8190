package org.smtpra.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.event.ConversationTimes;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.Capabilities;
import org.smtpra.protocol.CommandLine;
import org.smtpra.transport.Deadline;

/**
 * One authenticated conversation on one socket with one host, as one user. Used by one thread at a
 * time; {@link #abort} may be called by any.
 */
public final class SmtpSession {

  /** How fresh a session's last answer must be for content to follow an unanswered envelope. */
  private static final Duration RECENTLY = Duration.ofSeconds(5);

  /** Postfix says 421 after 20 errors without a mail, and delays its answers after 10. */
  private static final int MAX_REFUSALS = 8;

  /** Exim drops a connection at its eleventh command that is not mail. */
  private static final int MAX_PROBES = 8;

  private final HostConfiguration host;
  private final Applicant applicant;
  private final Conversation conversation;
  private final Capabilities capabilities;
  private final SessionOpener opener;
  private final HostQuirks quirks;
  private final long openedNanos;
  private volatile long provenNanos;
  private volatile long usedNanos;
  private final AtomicInteger messages = new AtomicInteger();
  private int probes;
  private ConversationTimes times;

  SmtpSession(
      HostConfiguration host,
      Applicant applicant,
      Conversation conversation,
      Introduction introduction,
      SessionOpener opener) {
    this.host = host;
    this.applicant = applicant;
    this.conversation = conversation;
    this.capabilities = introduction.capabilities();
    this.quirks = introduction.quirks();
    this.opener = opener;
    this.openedNanos = clock().getAsLong();
    this.provenNanos = openedNanos;
    this.usedNanos = openedNanos;
    this.times = conversation.situation().times();
  }

  private LongSupplier clock() {
    return opener.nanoTime();
  }

  /** Sends one message that nobody calls off. */
  public TransactionResult send(Envelope envelope, MessageContent content, Deadline limit)
      throws SmtpFailure {
    return send(envelope, content, limit, Consent.GIVEN);
  }

  /**
   * Sends one message; under SEND_TO_ACCEPTED in several transactions, where the server takes fewer
   * recipients in one. Each of them counts as a message of the session.
   *
   * @param envelope from whom, to whom
   * @param content the octets
   * @param limit by when all must have ended
   * @param consent asked before each write that may complete the message
   * @return the server's verdict and what became of each recipient
   * @throws SmtpFailure if nobody got it, or it is unknown who did; see {@link #isUsable()} then
   */
  public TransactionResult send(
      Envelope envelope, MessageContent content, Deadline limit, Consent consent)
      throws SmtpFailure {
    conversation.begin(limit, consent);
    try {
      return new RecipientRounds(envelope, new Wire(limit)).run(content);
    } finally {
      usedNanos = clock().getAsLong();
      times = conversation.situation().times();
      if (conversation.refusals() >= MAX_REFUSALS) {
        close();
      }
    }
  }

  /** One transaction after the other in this session. */
  private final class Wire implements RecipientRounds.Wire {

    private final Deadline limit;

    Wire(Deadline limit) {
      this.limit = limit;
    }

    @Override
    public TransactionResult transact(Envelope envelope, MessageContent content)
        throws SmtpFailure {
      messages.incrementAndGet();
      SmtpConfiguration configuration = opener.configuration();
      SendMode.Circumstances now =
          new SendMode.Circumstances(
              idleTime().compareTo(RECENTLY) < 0,
              quirks.trustsChunking(),
              BdatSink.isOneChunk(content));
      Capabilities trusted =
          quirks.knowsChunking() ? capabilities : capabilities.without(List.of("CHUNKING"));
      SendMode mode = SendMode.choose(configuration.wire(), trusted, envelope, now);
      try {
        TransactionResult result =
            new Transaction(conversation, capabilities, configuration.timeouts(), envelope)
                .run(content, mode, quirks);
        conversation.succeeded();
        return result;
      } finally {
        provenNanos = clock().getAsLong();
      }
    }

    @Override
    public boolean pipelines() {
      return SendMode.pipelines(opener.configuration().wire(), capabilities);
    }

    @Override
    public boolean mayGoOn() {
      return isUsable()
          && conversation.refusals() < MAX_REFUSALS
          && !limit.hasPassed()
          && !Thread.currentThread().isInterrupted();
    }
  }

  /**
   * Asks the server whether it is still there. A session that was asked eight times is given up.
   *
   * @param budget the longest time it may take
   * @return true if it answered NOOP with 250; else the session is of no more use
   */
  public boolean probe(Duration budget) {
    if (probes++ == MAX_PROBES) {
      close();
      return false;
    }
    conversation.begin(Deadline.after(budget, clock()), Consent.GIVEN);
    try {
      SmtpReply reply =
          conversation.command(
              SmtpSendStage.ACQUIRE, CommandLine.noop(), conversation.budget(budget));
      provenNanos = clock().getAsLong();
      if (reply.code() == 250) {
        return true;
      }
    } catch (SmtpFailure e) {
      // Whatever it was: an idle session that does not answer is replaced without a word.
    }
    conversation.abort(FailureCause.CONNECTION_LOST);
    return false;
  }

  /**
   * Looks at the idle session without a round trip.
   *
   * @return false if the server has closed it, or has said something nobody asked for
   */
  public boolean looksIdle() {
    return conversation.looksIdle();
  }

  /** Tells, without looking, whether it has neither broken nor been closed or aborted. */
  public boolean isUsable() {
    return !conversation.isBroken();
  }

  /** Why a session is of no more use that is neither closed nor aborted from outside. */
  public SessionEnd brokenBy() {
    return conversation.situation().end();
  }

  public HostConfiguration host() {
    return host;
  }

  public String endpointKey() {
    return host.endpointKey();
  }

  /** As whom the session is signed in. */
  public Optional<Credentials> credentials() {
    return applicant.credentials();
  }

  /** Tells whether the token of the sign-in has ended, or our certificate was exchanged since. */
  public boolean isOutdated() {
    return applicant.isOutdated(clock().getAsLong(), opener.keyGeneration());
  }

  /** How many transactions were begun. */
  public int messages() {
    return messages.get();
  }

  /** Where the time of the last message went, or of the opening; of the thread that has it. */
  public ConversationTimes times() {
    return times;
  }

  /** How long the session has been open. */
  public Duration age() {
    return Duration.ofNanos(clock().getAsLong() - openedNanos);
  }

  /** How long ago the server last answered. */
  public Duration idleTime() {
    return Duration.ofNanos(clock().getAsLong() - provenNanos);
  }

  /** How long ago the last message ended; probes do not count. */
  public Duration unusedTime() {
    return Duration.ofNanos(clock().getAsLong() - usedNanos);
  }

  /** Says QUIT, as far as that needs no wait, and closes. */
  public void close() {
    conversation.close(CommandLine.quit());
  }

  /**
   * Closes at once, from any thread; a send that is running ends by its stage.
   *
   * @param cause what that send reports if it had not crossed the boundary
   */
  public void abort(FailureCause cause) {
    conversation.abort(cause);
  }
}
