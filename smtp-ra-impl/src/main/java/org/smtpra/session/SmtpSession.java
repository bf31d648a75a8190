package org.smtpra.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.config.WireRules;
import org.smtpra.event.ConversationTimes;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.CommandLine;
import org.smtpra.transport.Deadline;

/**
 * One authenticated conversation on one socket with one host, as one user. Used by one thread at a
 * time; {@link #abort} may be called by any.
 */
public final class SmtpSession {

  /** Exim drops a connection at its eleventh command that is not mail. */
  private static final int MAX_PROBES = 8;

  private final HostConfiguration host;
  private final Applicant applicant;
  private final Conversation conversation;
  private final SessionOpener opener;
  private final MessageWire wire;
  private final long openedNanos;
  private volatile long usedNanos;
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
    this.opener = opener;
    SmtpConfiguration configuration = opener.configuration();
    this.wire =
        new MessageWire(
            new Terms(
                conversation,
                introduction.capabilities(),
                configuration.timeouts(),
                introduction.quirks()),
            configuration.wire(),
            clock());
    this.openedNanos = clock().getAsLong();
    this.usedNanos = openedNanos;
    this.times = conversation.situation().times();
  }

  private LongSupplier clock() {
    return opener.nanoTime();
  }

  /**
   * How many messages a session can make use of that are known at once.
   *
   * @param rules how the wire is used
   * @return the one to be sent, and as many as may be under way with it
   */
  public static int mostAtOnce(WireRules rules) {
    return SendMode.mayFillWindows(rules) ? WindowPlan.MOST_MESSAGES : 2;
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
    return send(new Outgoing(envelope, content), List.of(), limit, consent);
  }

  /**
   * Sends one message, and where it costs no doubt the envelope of the next one with it: then the
   * session {@linkplain #awaits awaits} that one, and is of no use for another. Under {@code
   * pipelining=FULL} several of the next messages may go with it as a whole: their {@linkplain
   * NextMessage#verdict() verdicts} are told before this returns.
   *
   * @param message from whom, to whom, what
   * @param behind what its caller will send next, in that order
   * @param limit by when the first one must have ended, and all that go with it
   * @param consent asked before each write that may complete the first one
   * @return the server's verdict on the first one and what became of each of its recipients
   * @throws SmtpFailure if nobody got the first one, or it is unknown who did
   */
  public TransactionResult send(
      Outgoing message, List<NextMessage> behind, Deadline limit, Consent consent)
      throws SmtpFailure {
    try {
      return wire.send(message, behind, limit, consent);
    } finally {
      usedNanos = clock().getAsLong();
      times = conversation.situation().times();
      if (conversation.refusals() >= MessageWire.MAX_REFUSALS) {
        close();
      }
    }
  }

  /** Tells whether the envelope of this message has gone ahead of it in this session. */
  public boolean awaits(Outgoing message) {
    return isUsable() && wire.awaits(message);
  }

  /**
   * Asks the server whether it is still there. A session that was asked eight times is given up.
   *
   * @param budget the longest time it may take
   * @return true if it answered NOOP with 250; else the session is of no more use
   */
  public boolean probe(Duration budget) {
    if (wire.awaitsMessage() || probes++ == MAX_PROBES) {
      close();
      return false;
    }
    conversation.begin(Deadline.after(budget, clock()), Consent.GIVEN);
    try {
      SmtpReply reply =
          conversation.command(
              SmtpSendStage.ACQUIRE, CommandLine.noop(), conversation.budget(budget));
      wire.probed();
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
   * @return false if the server has closed it, has said something nobody asked for, or waits for a
   *     message that does not come
   */
  public boolean looksIdle() {
    return !wire.awaitsMessage() && conversation.looksIdle();
  }

  /** Why a session ends that does not {@linkplain #looksIdle look idle}. */
  public SessionEnd strayedBy() {
    return wire.awaitsMessage() ? SessionEnd.ABORTED_DATA : SessionEnd.STALE;
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
    return wire.messages();
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
    return wire.idleTime();
  }

  /** How long ago the last message ended; probes do not count. */
  public Duration unusedTime() {
    return Duration.ofNanos(clock().getAsLong() - usedNanos);
  }

  /** Says QUIT, as far as that needs no wait, and closes; where content is due, without a word. */
  public void close() {
    if (wire.awaitsMessage()) {
      conversation.situation().endsBy(SessionEnd.ABORTED_DATA);
      conversation.breakOff();
    }
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
