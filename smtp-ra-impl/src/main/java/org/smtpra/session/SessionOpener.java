package org.smtpra.session;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.CommandLine;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.Resolver;
import org.smtpra.transport.SmtpChannel;
import org.smtpra.transport.TlsContext;

/**
 * Opens sessions: resolves, connects to one address after the other until one serves, greets, turns
 * TLS on, signs in. Thread safe.
 */
public final class SessionOpener {

  /** While other addresses are left, one may not use up the time of all. */
  private static final Duration ADDRESS_BUDGET = Duration.ofSeconds(5);

  private final SmtpConfiguration configuration;
  private final TlsContext tls;
  private final Resolver resolver;
  private final LongSupplier nanoTime;
  private final SignInGate gate;
  private final TokenSupply tokens;
  private final TicketSupply tickets;
  private final HostQuirks.Memory memory = new HostQuirks.Memory();

  /**
   * Creates an opener.
   *
   * @param configuration time-outs, EHLO name, mechanisms
   * @param tls makes the TLS engines
   * @param resolver finds addresses
   * @param nanoTime the monotonic clock
   */
  public SessionOpener(
      SmtpConfiguration configuration, TlsContext tls, Resolver resolver, LongSupplier nanoTime) {
    this.configuration = configuration;
    this.tls = tls;
    this.resolver = resolver;
    this.nanoTime = nanoTime;
    this.gate = SignInGate.OPEN;
    this.tokens = TokenSupply.NONE;
    this.tickets = TicketSupply.NONE;
  }

  private SessionOpener(
      SessionOpener other, SignInGate gate, TokenSupply tokens, TicketSupply tickets) {
    this.configuration = other.configuration;
    this.tls = other.tls;
    this.resolver = other.resolver;
    this.nanoTime = other.nanoTime;
    this.gate = gate;
    this.tokens = tokens;
    this.tickets = tickets;
  }

  /**
   * The same opener, which asks before it signs in.
   *
   * @param asked lets sign-ins through, or not
   * @return a new opener
   */
  public SessionOpener with(SignInGate asked) {
    return new SessionOpener(this, asked, tokens, tickets);
  }

  /**
   * The same opener, which gets tokens for users without a password.
   *
   * @param supply gives them
   * @return a new opener
   */
  public SessionOpener withTokens(TokenSupply supply) {
    return new SessionOpener(this, gate, supply, tickets);
  }

  /**
   * The same opener, which gets Kerberos tickets for users that sign in by them.
   *
   * @param supply gives them
   * @return a new opener
   */
  public SessionOpener withTickets(TicketSupply supply) {
    return new SessionOpener(this, gate, tokens, supply);
  }

  /**
   * Opens a session.
   *
   * @param host the host
   * @param credentials as whom to sign in; empty not to sign in
   * @param limit by when the session must stand, whatever the configured time-outs
   * @param opening calls it off, from any thread
   * @return the session, ready for a transaction
   * @throws SmtpFailure if no address of the host serves
   */
  public SmtpSession open(
      HostConfiguration host, Optional<Credentials> credentials, Deadline limit, Opening opening)
      throws SmtpFailure {
    if (credentials.isEmpty() || credentials.get().token().isEmpty()) {
      return open(host, Applicant.withPassword(credentials), limit, opening);
    }
    return new TokenOpening(tokens, gate, host, opening)
        .run(credentials.get(), limit, applicant -> open(host, applicant, limit, opening));
  }

  private SmtpSession open(
      HostConfiguration host, Applicant applicant, Deadline limit, Opening opening)
      throws SmtpFailure {
    try {
      return dial(host, applicant, limit, opening);
    } catch (SmtpFailure e) {
      if (!UnknownBinding.isWhy(e) || !UnknownBinding.mayDoWithout(configuration)) {
        throw e;
      }
      return dial(host, applicant, limit, opening); // a session of its own for each sign-in
    }
  }

  private SmtpSession dial(
      HostConfiguration host, Applicant applicant, Deadline limit, Opening opening)
      throws SmtpFailure {
    Applicant certified = applicant.showing(keyGeneration());
    StageClock clock = new StageClock(nanoTime);
    clock.at(SmtpSendStage.CONNECT);
    Deadline connecting = limit.within(configuration.timeouts().connect());
    Dialer dialer = new Dialer(resolver, tls, host, opening);
    List<InetAddress> addresses = dialer.addresses(connecting);
    SmtpFailure failure = null;
    for (int i = 0; i < addresses.size(); i++) {
      try {
        Deadline budget = share(connecting, addresses.size() - i);
        SmtpChannel channel = dialer.dial(addresses.get(i), configuration.client(), budget);
        Conversation conversation = new Conversation(channel, host.endpointKey(), limit, clock);
        opening.over(conversation);
        return converse(host, certified, conversation, new TicketWait(tickets, opening));
      } catch (SmtpFailure e) {
        failure = failure == null ? e : moreHopeful(failure, e);
        if (connecting.hasPassed() || opening.isAborted() || !isWorthAnotherAddress(e)) {
          break;
        }
      }
    }
    throw Objects.requireNonNull(failure, "a resolver gives at least one address");
  }

  /** Every address that is left gets its chance, also where the time for all is short. */
  private static Deadline share(Deadline connecting, int addressesLeft) {
    if (addressesLeft == 1) {
      return connecting;
    }
    Duration fair = Duration.ofNanos(connecting.remainingNanos() / addressesLeft);
    return connecting.within(fair.compareTo(ADDRESS_BUDGET) < 0 ? fair : ADDRESS_BUDGET);
  }

  /** Until somebody has signed in, each address of a name may be another machine's. */
  private static boolean isWorthAnotherAddress(SmtpFailure failure) {
    SmtpFailureClassification classification = failure.classification();
    return classification.kind() != SmtpFailureKind.CANCELLED
        && classification.stage().compareTo(SmtpSendStage.AUTHENTICATE) < 0;
  }

  /** While one address may serve later, the host is not given up for good. */
  private static SmtpFailure moreHopeful(SmtpFailure first, SmtpFailure second) {
    boolean better =
        second.classification().safeToSendAgain() && !first.classification().safeToSendAgain();
    SmtpFailure deciding = better ? second : first;
    deciding.addSuppressed(better ? first : second);
    return deciding;
  }

  private SmtpSession converse(
      HostConfiguration host, Applicant applicant, Conversation conversation, TicketWait waiting)
      throws SmtpFailure {
    HostQuirks quirks = new HostQuirks(memory, host.endpointKey());
    Introduction introduction = new Introduction(conversation, configuration, quirks);
    @Nullable SmtpSession session = null;
    try {
      introduction.greet();
      if (introduction.mustStartTls(host)) {
        startTls(host, conversation, introduction);
      }
      new GatedSignIn(configuration, gate, waiting)
          .run(applicant, host, conversation, introduction);
      session = new SmtpSession(host, applicant, conversation, introduction, this);
      return session;
    } finally {
      if (session == null) {
        // RFC 5321 section 3.1: also a server that greeted with 554 waits for it.
        conversation.close(CommandLine.quit());
      }
    }
  }

  private void startTls(HostConfiguration host, Conversation conversation, Introduction intro)
      throws SmtpFailure {
    intro.askForTls();
    Deadline deadline = conversation.budget(configuration.timeouts().connect());
    try {
      conversation.channel().startTls(tls.engineFor(host), deadline);
    } catch (IOException e) {
      throw conversation.handshakeFailed(e);
    }
    intro.ehloAgain();
  }

  /** How often our own certificate was exchanged. */
  int keyGeneration() {
    return tls.keyGeneration();
  }

  SmtpConfiguration configuration() {
    return configuration;
  }

  /** The monotonic clock of everything that it opens. */
  public LongSupplier nanoTime() {
    return nanoTime;
  }
}
