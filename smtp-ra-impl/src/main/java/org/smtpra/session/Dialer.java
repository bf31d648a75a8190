package org.smtpra.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.ClientIdentity;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.Security;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.ChannelInterruptedException;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.Resolver;
import org.smtpra.transport.SmtpChannel;
import org.smtpra.transport.TlsContext;

/** Finds the addresses of one host and connects to them: name, TCP and TLS from the start. */
final class Dialer {

  private final Resolver resolver;
  private final TlsContext tls;
  private final HostConfiguration host;
  private final Opening opening;

  Dialer(Resolver resolver, TlsContext tls, HostConfiguration host, Opening opening) {
    this.resolver = resolver;
    this.tls = tls;
    this.host = host;
    this.opening = opening;
  }

  List<InetAddress> addresses(Deadline deadline) throws SmtpFailure {
    try {
      return resolver.resolve(host.host(), deadline, opening.attempt());
    } catch (IOException e) {
      throw failure(connectCause(e), e);
    }
  }

  SmtpChannel dial(InetAddress address, ClientIdentity client, Deadline deadline)
      throws SmtpFailure {
    try {
      InetSocketAddress remote = new InetSocketAddress(address, host.port());
      SmtpChannel channel =
          SmtpChannel.connect(remote, localAddress(client), deadline, opening.attempt());
      if (host.security() == Security.TLS) {
        handshake(channel, deadline);
      }
      return channel;
    } catch (IOException e) {
      throw failure(connectCause(e), e);
    }
  }

  private void handshake(SmtpChannel channel, Deadline deadline) throws SmtpFailure {
    try {
      channel.startTls(tls.engineFor(host), deadline);
    } catch (IOException e) {
      channel.abort();
      throw failure(Causes.ofHandshake(e), e);
    }
  }

  private static Optional<InetAddress> localAddress(ClientIdentity client) throws IOException {
    Optional<String> configured = client.localAddress();
    return configured.isEmpty()
        ? Optional.empty()
        : Optional.of(InetAddress.getByName(configured.get()));
  }

  private static FailureCause connectCause(IOException e) {
    return e instanceof ChannelInterruptedException
        ? FailureCause.CANCELLED
        : FailureCause.CONNECT_FAILED;
  }

  /** Whatever a closed socket or a cancelled look-up throws, being called off is why. */
  private SmtpFailure failure(FailureCause cause, IOException e) {
    String text = "cannot connect to " + host.endpointKey() + ": " + Causes.text(e);
    FailureCause why = opening.causeOr(cause);
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.CONNECT, why), e)
        .in(host.endpointKey(), List.of());
  }
}
