package org.smtpra.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.Security;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
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
    Iterator<InetAddress> addresses = resolve(host, connecting).iterator();
    SmtpFailure first = null;
    while (true) {
      InetAddress address = addresses.next();
      try {
        Deadline budget = addresses.hasNext() ? connecting.within(ADDRESS_BUDGET) : connecting;
        SmtpChannel channel = connect(host, address, budget);
        return converse(host, credentials, new Conversation(channel, host.endpointKey(), limit));
      } catch (SmtpFailure e) {
        first = first == null ? e : first;
        if (!addresses.hasNext() || connecting.hasPassed() || !isWorthAnotherAddress(e)) {
          throw first;
        }
      }
    }
  }

  private static boolean isWorthAnotherAddress(SmtpFailure failure) {
    SmtpSendStage stage = failure.classification().stage();
    return stage == SmtpSendStage.CONNECT || stage == SmtpSendStage.STARTTLS;
  }

  private Iterable<InetAddress> resolve(HostConfiguration host, Deadline deadline)
      throws SmtpFailure {
    try {
      return resolver.resolve(host.host(), deadline);
    } catch (IOException e) {
      throw connectFailure(host, e);
    }
  }

  private SmtpChannel connect(HostConfiguration host, InetAddress address, Deadline deadline)
      throws SmtpFailure {
    SmtpChannel channel = null;
    try {
      InetSocketAddress remote = new InetSocketAddress(address, host.port());
      channel = SmtpChannel.connect(remote, localAddress(), deadline);
      if (host.security() == Security.TLS) {
        channel.startTls(tls.engineFor(host.host(), host.port()), deadline);
      }
      return channel;
    } catch (IOException e) {
      if (channel != null) {
        channel.abort();
      }
      throw connectFailure(host, e);
    }
  }

  private Optional<InetAddress> localAddress() throws IOException {
    Optional<String> configured = configuration.client().localAddress();
    return configured.isEmpty()
        ? Optional.empty()
        : Optional.of(InetAddress.getByName(configured.get()));
  }

  private static SmtpFailure connectFailure(HostConfiguration host, IOException e) {
    FailureCause cause =
        e instanceof ChannelInterruptedException ? FailureCause.CANCELLED : tlsCause(e);
    String text = "cannot connect to " + host.endpointKey() + ": " + Causes.text(e);
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.CONNECT, cause), e)
        .in(host.endpointKey(), java.util.List.of());
  }

  private static FailureCause tlsCause(IOException e) {
    if (!(e instanceof SSLException)) {
      return FailureCause.CONNECT_FAILED;
    }
    return Causes.find(e, CertificateException.class) == null
        ? FailureCause.TLS_HANDSHAKE_FAILED
        : FailureCause.CERTIFICATE_REFUSED;
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
        conversation.close(new byte[0]);
      }
    }
  }

  private void startTls(HostConfiguration host, Conversation conversation, Introduction intro)
      throws SmtpFailure {
    intro.askForTls();
    Deadline deadline = conversation.budget(configuration.timeouts().connect());
    try {
      conversation.channel().startTls(tls.engineFor(host.host(), host.port()), deadline);
    } catch (SSLException e) {
      throw conversation.broken(tlsCause(e), "TLS failed: " + Causes.text(e), e);
    } catch (IOException e) {
      throw conversation.failed(e);
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
