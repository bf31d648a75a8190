package org.smtpra.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import org.smtpra.config.Security;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.CommandLine;
import org.smtpra.transport.ChannelInterruptedException;
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
  }

  /**
   * Opens a session.
   *
   * @param host the host
   * @param credentials as whom to sign in; empty not to sign in
   * @param limit by when the session must stand, whatever the configured time-outs
   * @return the session, ready for a transaction
   * @throws SmtpFailure if no address of the host serves
   */
  public SmtpSession open(HostConfiguration host, Optional<Credentials> credentials, Deadline limit)
      throws SmtpFailure {
    Deadline connecting = limit.within(configuration.timeouts().connect());
    List<InetAddress> addresses = resolve(host, connecting);
    SmtpFailure failure = null;
    for (int i = 0; i < addresses.size(); i++) {
      try {
        Deadline budget = share(connecting, addresses.size() - i);
        SmtpChannel channel = connect(host, addresses.get(i), budget);
        return converse(host, credentials, new Conversation(channel, host.endpointKey(), limit));
      } catch (SmtpFailure e) {
        failure = failure == null ? e : moreHopeful(failure, e);
        if (connecting.hasPassed() || !isWorthAnotherAddress(e)) {
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

  private static boolean isWorthAnotherAddress(SmtpFailure failure) {
    SmtpFailureClassification classification = failure.classification();
    return classification.kind() != SmtpFailureKind.CANCELLED
        && (classification.stage() == SmtpSendStage.CONNECT
            || classification.stage() == SmtpSendStage.STARTTLS);
  }

  /** While one address may serve later, the host is not given up for good. */
  private static SmtpFailure moreHopeful(SmtpFailure first, SmtpFailure second) {
    boolean better =
        second.classification().safeToSendAgain() && !first.classification().safeToSendAgain();
    SmtpFailure deciding = better ? second : first;
    deciding.addSuppressed(better ? first : second);
    return deciding;
  }

  private List<InetAddress> resolve(HostConfiguration host, Deadline deadline) throws SmtpFailure {
    try {
      return resolver.resolve(host.host(), deadline);
    } catch (IOException e) {
      throw connectFailure(host, connectCause(e), e);
    }
  }

  private SmtpChannel connect(HostConfiguration host, InetAddress address, Deadline deadline)
      throws SmtpFailure {
    try {
      InetSocketAddress remote = new InetSocketAddress(address, host.port());
      SmtpChannel channel = SmtpChannel.connect(remote, localAddress(), deadline);
      if (host.security() == Security.TLS) {
        handshake(host, channel, deadline);
      }
      return channel;
    } catch (IOException e) {
      throw connectFailure(host, connectCause(e), e);
    }
  }

  private void handshake(HostConfiguration host, SmtpChannel channel, Deadline deadline)
      throws SmtpFailure {
    try {
      channel.startTls(tls.engineFor(host.host(), host.port()), deadline);
    } catch (IOException e) {
      channel.abort();
      throw connectFailure(host, Causes.ofHandshake(e), e);
    }
  }

  private Optional<InetAddress> localAddress() throws IOException {
    Optional<String> configured = configuration.client().localAddress();
    return configured.isEmpty()
        ? Optional.empty()
        : Optional.of(InetAddress.getByName(configured.get()));
  }

  private static FailureCause connectCause(IOException e) {
    return e instanceof ChannelInterruptedException
        ? FailureCause.CANCELLED
        : FailureCause.CONNECT_FAILED;
  }

  private static SmtpFailure connectFailure(
      HostConfiguration host, FailureCause cause, IOException e) {
    String text = "cannot connect to " + host.endpointKey() + ": " + Causes.text(e);
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.CONNECT, cause), e)
        .in(host.endpointKey(), List.of());
  }

  private SmtpSession converse(
      HostConfiguration host, Optional<Credentials> credentials, Conversation conversation)
      throws SmtpFailure {
    HostQuirks quirks = new HostQuirks(memory, host.endpointKey());
    Introduction introduction = new Introduction(conversation, configuration, quirks);
    @Nullable SmtpSession session = null;
    try {
      introduction.greet();
      if (introduction.mustStartTls(host)) {
        startTls(host, conversation, introduction);
      }
      if (credentials.isPresent()) {
        new SignIn(conversation, introduction.capabilities(), configuration)
            .as(credentials.get(), host);
      }
      session = new SmtpSession(host, credentials, conversation, introduction, this);
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
      conversation.channel().startTls(tls.engineFor(host.host(), host.port()), deadline);
    } catch (IOException e) {
      throw conversation.handshakeFailed(e);
    }
    intro.ehloAgain();
  }

  SmtpConfiguration configuration() {
    return configuration;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }
}
