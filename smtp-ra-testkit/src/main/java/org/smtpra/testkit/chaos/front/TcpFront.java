package org.smtpra.testkit.chaos.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.smtpra.testkit.CutEnding;

/**
 * A port of the loopback address in front of a server's. It reads no SMTP, and TLS passes through
 * it as it is. Each method takes effect before it returns; thread safe.
 */
public final class TcpFront implements AutoCloseable {

  private static final int BACKLOG = 200;

  private final FrontLoop loop;
  private final InetSocketAddress target;
  private final int port;
  private Optional<ServerSocketChannel>
      listening; // this and below: used by the loop's thread alone
  private boolean held;
  private boolean hangsUp;
  private Duration delay = Duration.ZERO;

  private TcpFront(FrontLoop loop, InetSocketAddress target, ServerSocketChannel first)
      throws IOException {
    this.loop = loop;
    this.target = target;
    this.listening = Optional.of(first);
    this.port = ((InetSocketAddress) first.getLocalAddress()).getPort();
  }

  /** Listens at a free port in front of a port of the loopback address. */
  public static TcpFront before(int targetPort, FrontLoop loop) {
    try {
      TcpFront front = new TcpFront(loop, address(targetPort), bind(0));
      loop.run(front::register);
      return front;
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback address", e);
    }
  }

  /** Where clients connect to. */
  public int port() {
    return port;
  }

  /** Refuses new connections, as a machine without the server does; open ones go on. */
  public void refuse() {
    loop.run(this::stopListening);
  }

  /** Takes connections again, at the same port. */
  public void accept() {
    loop.run(
        () -> {
          if (listening.isEmpty()) {
            listening = Optional.of(unchecked(() -> bind(port)));
            register();
          }
        });
  }

  /** Ends all connections that are open now; returns how many there were. */
  public int cutAll(CutEnding ending) {
    int[] cut = {0};
    loop.run(
        () -> {
          for (FrontLink link : loop.linksOf(this)) {
            link.cut(ending);
            cut[0]++;
          }
        });
    return cut[0];
  }

  /** From now on nobody is answered and nothing passes, as by a stopped process; until released. */
  public void hold() {
    loop.run(
        () -> {
          held = true;
          listening.ifPresent(channel -> interest(channel, 0));
        });
  }

  /** Lets everything through again that was held. */
  public void release() {
    loop.run(
        () -> {
          held = false;
          listening.ifPresent(channel -> interest(channel, SelectionKey.OP_ACCEPT));
        });
  }

  /** From now on every connection is taken and reset at once, so that attempts can be counted. */
  public void hangUp() {
    loop.run(() -> hangsUp = true);
  }

  /** Serves new connections again. */
  public void pickUp() {
    loop.run(() -> hangsUp = false);
  }

  /** From now on every octet takes so much longer, in each direction. */
  public void slow(Duration each) {
    loop.run(() -> delay = each);
  }

  /**
   * Ends some of the connections that are open now, each where the octet after so many more of its
   * client would pass: the server gets these and no more.
   */
  public void cutAfterClientOctets(int connections, int octets, CutEnding ending) {
    loop.run(
        () ->
            loop.linksOf(this).stream()
                .limit(connections)
                .forEach(link -> link.cutAfterClientOctets(octets, ending)));
  }

  /**
   * Ends some of the connections that are open now, each where the octet after so many more of the
   * server would pass: the client gets these and no more, while the server has heard all.
   */
  public void cutAfterServerOctets(int connections, int octets, CutEnding ending) {
    loop.run(
        () ->
            loop.linksOf(this).stream()
                .limit(connections)
                .forEach(link -> link.cutAfterServerOctets(octets, ending)));
  }

  /** Refuses new connections and ends the open ones. */
  @Override
  public void close() {
    refuse();
    cutAll(CutEnding.FIN);
  }

  boolean isHeld() {
    return held;
  }

  long delayNanos() {
    return delay.toNanos();
  }

  /** Takes every client that waits; for the loop's thread. */
  void acceptAll() {
    while (listening.isPresent() && !held) {
      SocketChannel client = unchecked(listening.get()::accept);
      if (client == null) {
        return;
      }
      unchecked(
          () -> {
            FrontLink link = link(client);
            loop.accepted(link);
            return link;
          });
    }
  }

  private FrontLink link(SocketChannel client) throws IOException {
    tune(client);
    SocketChannel server = SocketChannel.open();
    return new FrontLink(this, loop, client, server, !hangsUp && reaches(server));
  }

  private boolean reaches(SocketChannel server) {
    try {
      server.connect(target);
      tune(server);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void tune(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  private void register() {
    interest(listening.orElseThrow(), held ? 0 : SelectionKey.OP_ACCEPT);
  }

  private void interest(ServerSocketChannel channel, int operations) {
    unchecked(() -> channel.register(loop.selector(), operations, this));
  }

  private void stopListening() {
    if (listening.isPresent()) {
      ServerSocketChannel channel = listening.get();
      listening = Optional.empty();
      unchecked(
          () -> {
            channel.close();
            return channel;
          });
    }
  }

  private static ServerSocketChannel bind(int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(address(port), BACKLOG);
    channel.configureBlocking(false);
    return channel;
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(
        unchecked(() -> InetAddress.getByAddress(new byte[] {127, 0, 0, 1})), port);
  }

  private static <T> T unchecked(SocketCall<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface SocketCall<T> {
    T run() throws IOException;
  }
}
